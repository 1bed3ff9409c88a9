/** Builds images and puts them into every node. */
@NullMarked
package io.tutorproof.image;

import org.jspecify.annotations.NullMarked;
