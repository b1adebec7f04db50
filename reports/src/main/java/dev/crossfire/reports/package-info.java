/**
 * Reports on a run: one class per format, found through {@link java.util.ServiceLoader}, and the verdict for a
 * terminal.
 */
@NullMarked
package dev.crossfire.reports;

import org.jspecify.annotations.NullMarked;
