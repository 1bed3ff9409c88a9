/** Reads a user's kubeconfig as kubectl does, or refuses it with the field that cannot be followed. */
@NullMarked
package io.tutorproof.kubeconfig;

import org.jspecify.annotations.NullMarked;
