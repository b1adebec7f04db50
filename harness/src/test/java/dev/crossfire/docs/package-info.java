/** Documentation that is made from the code, and the tests that it is. */
@NullMarked
package dev.crossfire.docs;

import org.jspecify.annotations.NullMarked;
