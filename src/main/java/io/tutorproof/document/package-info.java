/** Reads a tutorial's text, without a cluster, and tells where it contradicts itself, its manifests or its claims. */
@NullMarked
package io.tutorproof.document;

import org.jspecify.annotations.NullMarked;
