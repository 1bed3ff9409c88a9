/** Whose a thing is that a run made, so that what is left behind is found and removed. */
@NullMarked
package io.tutorproof.owner;

import org.jspecify.annotations.NullMarked;
