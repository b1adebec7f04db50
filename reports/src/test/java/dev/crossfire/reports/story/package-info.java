/** Tests of what is made of a run before it is told. */
@NullMarked
package dev.crossfire.reports.story;

import org.jspecify.annotations.NullMarked;
