package dev.crossfire.model;

/**
 * Something that must hold.
 *
 * @param id its name in reports, in JUnit XML and in baselines
 * @param kind the objective kind's name, as {@code recovery-time}
 * @param settings what is particular to the kind
 */
public record ObjectiveSpec(String id, String kind, ObjectiveSettings settings) {}
