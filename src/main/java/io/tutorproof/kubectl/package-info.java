/** Runs kubectl as the tutorial's reader does, and understands what it prints. */
@NullMarked
package io.tutorproof.kubectl;

import org.jspecify.annotations.NullMarked;
