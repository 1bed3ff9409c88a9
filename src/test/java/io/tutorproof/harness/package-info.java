/** The harness itself on real clusters: what it says when something goes wrong, and what it leaves behind. */
@NullMarked
package io.tutorproof.harness;

import org.jspecify.annotations.NullMarked;
