/** Labels: what a run belongs to, as the commit under test. */
@NullMarked
package dev.crossfire.cli.label;

import org.jspecify.annotations.NullMarked;
