package dev.crossfire.model.load;

/**
 * A Gatling scenario as the load generator injects it.
 *
 * @param cohort the scenario's name
 * @param startsKnown whether the intended start of each user's first request is known
 */
public record Population(String cohort, ArrivalModel model, boolean startsKnown) {}
