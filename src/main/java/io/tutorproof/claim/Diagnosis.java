package io.tutorproof.claim;

import org.jspecify.annotations.Nullable;

/**
 * Where to look when a claim is not proved.
 *
 * @param directory of what was collected, below that of the result
 * @param lookByHand a command with which to look at what was left; null when nothing was
 */
public record Diagnosis(String directory, @Nullable String lookByHand) {}
