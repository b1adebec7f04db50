package dev.crossfire.model.objective;

/**
 * A condition that must hold.
 *
 * @param id its name in reports, in JUnit XML and in comparisons
 * @param kind the objective kind's name, as {@code recovery-time}
 * @param settings the settings of its kind
 */
public record ObjectiveSpec(String id, String kind, ObjectiveSettings settings) {}
