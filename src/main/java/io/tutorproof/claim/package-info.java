/** What the tutorial says, and what was found out about it: ids, statements, verdicts, evidence. */
@NullMarked
package io.tutorproof.claim;

import org.jspecify.annotations.NullMarked;
