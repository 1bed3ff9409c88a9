/** Looks at the cluster from outside: the recorded watch history, and the only clock. */
@NullMarked
package io.tutorproof.observe;

import org.jspecify.annotations.NullMarked;
