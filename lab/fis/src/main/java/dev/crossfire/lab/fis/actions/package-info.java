/** The shipped actions, a file for each AWS service. */
@NullMarked
package dev.crossfire.lab.fis.actions;

import org.jspecify.annotations.NullMarked;
