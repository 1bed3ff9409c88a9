/** The suite: every claim of the tutorial, one class a section, in the tutorial's order. */
@NullMarked
package io.tutorproof.tutorial;

import org.jspecify.annotations.NullMarked;
