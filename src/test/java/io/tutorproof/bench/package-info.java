/** How fast it is, beside what people would write otherwise; side by side in one run. */
@NullMarked
package io.tutorproof.bench;

import org.jspecify.annotations.NullMarked;
