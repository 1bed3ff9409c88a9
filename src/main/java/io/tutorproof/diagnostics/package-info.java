/** After a failure: what the cluster looked like. */
@NullMarked
package io.tutorproof.diagnostics;

import org.jspecify.annotations.NullMarked;
