/** The evidence store and one class per report format. */
@NullMarked
package dev.crossfire.reports;

import org.jspecify.annotations.NullMarked;
