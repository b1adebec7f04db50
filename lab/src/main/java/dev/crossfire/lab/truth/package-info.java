/** What really happened, and when: written for tests, never read by a judge. */
@NullMarked
package dev.crossfire.lab.truth;

import org.jspecify.annotations.NullMarked;
