package dev.crossfire.model.objective;

/** What an objective's figure is about, for a report that puts it in a sentence. */
public enum ObjectiveSubject {
    /** The time until a cohort is healthy again. */
    RECOVERY,
    /** The share of requests that failed; of users who wait for their answers, the share of their time. */
    ERRORS,
    /** The share of requests that were answered well; of users who wait for their answers, the share of their time. */
    GOOD_REQUESTS,
    /** Whether a fault had the impact that the scenario expects. */
    EXPECTED_IMPACT,
    /** An assertion of the simulation's own. */
    ASSERTION,
    /** Any other figure. */
    FIGURE
}
