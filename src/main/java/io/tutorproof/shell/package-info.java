/** Where commands are run: in a container, or on this machine. */
@NullMarked
package io.tutorproof.shell;

import org.jspecify.annotations.NullMarked;
