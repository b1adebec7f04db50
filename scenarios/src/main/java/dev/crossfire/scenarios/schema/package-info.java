/** The shape of the records that a file is bound to, the formats of their values, and the JSON Schema of both. */
@NullMarked
package dev.crossfire.scenarios.schema;

import org.jspecify.annotations.NullMarked;
