/**
 * The claims as one would prove them after the documentation of Testcontainers: a {@code K3sContainer} for each class, the
 * images saved and imported into it, one test after another, each asking with Awaitility until it is so. Such a cluster has
 * one node, so what takes several is not among them; neither are evidence, diagnostics or a report.
 */
@NullMarked
package io.tutorproof.bench.plain;

import org.jspecify.annotations.NullMarked;
