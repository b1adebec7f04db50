/** Environments: named by a user, described by a file or by a lab, connected, and locked for one run. */
@NullMarked
package dev.crossfire.environment;

import org.jspecify.annotations.NullMarked;
