/** The actions that the lab executes, one to a file. */
@NullMarked
package dev.crossfire.lab.fis.actions;

import org.jspecify.annotations.NullMarked;
