package io.tutorproof.document;

/** A link or an image, and the line it is in, from 1. */
record Link(String destination, int line) {}
