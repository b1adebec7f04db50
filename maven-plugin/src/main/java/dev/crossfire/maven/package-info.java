/** The goals of the Maven plug-in: they start an installed Crossfire and turn its answer into Maven's. */
@NullMarked
package dev.crossfire.maven;

import org.jspecify.annotations.NullMarked;
