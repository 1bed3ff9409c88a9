/** A running cluster and the keys to it. */
@NullMarked
package io.tutorproof.cluster;

import org.jspecify.annotations.NullMarked;
