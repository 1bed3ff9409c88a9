/** Turns verdicts and evidence into JSON and into lines on the console. */
@NullMarked
package io.tutorproof.report;

import org.jspecify.annotations.NullMarked;
