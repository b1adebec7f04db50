/** Plug-ins that fit, and jars that do not. */
@NullMarked
package dev.crossfire.plugin;

import org.jspecify.annotations.NullMarked;
