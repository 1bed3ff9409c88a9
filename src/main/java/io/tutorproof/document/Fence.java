package io.tutorproof.document;

/**
 * A fence that was not closed.
 *
 * @param line where it opens, from 1
 * @param next where the next one opens before it is closed; 0 when the text ends first
 */
record Fence(int line, int next) {}
