/** What drills say about a year: downtime, availability and error budget. */
@NullMarked
package dev.crossfire.judge.availability;

import org.jspecify.annotations.NullMarked;
