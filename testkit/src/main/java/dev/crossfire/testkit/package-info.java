/** What the tests of faults, objectives and report formats are made of; for authors of plug-ins, and for ours. */
@NullMarked
package dev.crossfire.testkit;

import org.jspecify.annotations.NullMarked;
