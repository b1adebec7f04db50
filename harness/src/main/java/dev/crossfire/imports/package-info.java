/** Requests that another load tool recorded, made into the evidence of a run. */
@NullMarked
package dev.crossfire.imports;

import org.jspecify.annotations.NullMarked;
