/** What a user gives a command, read and checked: scenario, policy, approved plan, control run, labels. */
@NullMarked
package dev.crossfire.input;

import org.jspecify.annotations.NullMarked;
