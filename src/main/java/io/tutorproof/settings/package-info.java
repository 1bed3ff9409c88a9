/** What a user may set, and where it comes from. */
@NullMarked
package io.tutorproof.settings;

import org.jspecify.annotations.NullMarked;
