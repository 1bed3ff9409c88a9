/** What a claim's test says: what is given, what the reader does, and what must then be seen. */
@NullMarked
package io.tutorproof.scenario;

import org.jspecify.annotations.NullMarked;
