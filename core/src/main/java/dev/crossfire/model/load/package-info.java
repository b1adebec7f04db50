/** What a scenario says about its load: cohorts, arrivals, spikes and the simulation that makes them. */
@NullMarked
package dev.crossfire.model.load;

import org.jspecify.annotations.NullMarked;
