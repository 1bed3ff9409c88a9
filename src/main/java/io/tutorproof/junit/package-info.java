/** Ties the rooms to JUnit's life cycle. */
@NullMarked
package io.tutorproof.junit;

import org.jspecify.annotations.NullMarked;
