package dev.crossfire.lab.fis;

import java.time.Duration;

/**
 * What the endpoint refuses to exceed.
 *
 * @param actionsPerTemplate AWS's quota is 20
 * @param parallelActions AWS's quota is 10
 * @param runningExperiments AWS's quota is 5
 * @param stopConditions AWS's quota is 5
 * @param templates AWS's quota is 500
 * @param experiments how many are remembered; the oldest that have ended are forgotten first (AWS: 120 days)
 * @param shortestAction AWS's limit is one minute
 * @param longestAction AWS's limit is twelve hours
 * @param bodyBytes the longest request body
 * @param targetsByTags how many resources an action may find by tags, filters or parameters; AWS's quota is 5 for most
 */
public record FisQuotas(
        int actionsPerTemplate,
        int parallelActions,
        int runningExperiments,
        int stopConditions,
        int templates,
        int experiments,
        Duration shortestAction,
        Duration longestAction,
        int bodyBytes,
        int targetsByTags) {
    /** The published quotas of AWS, and bounds of the lab's own where it publishes none. */
    public static final FisQuotas AWS =
            new FisQuotas(20, 10, 5, 5, 500, 1_000, Duration.ofMinutes(1), Duration.ofHours(12), 256 * 1024, 5);

    /** As AWS, but for actions: a drill on one machine is over before AWS's shortest action would be. */
    public static final FisQuotas LAB = new FisQuotas(
            AWS.actionsPerTemplate(),
            AWS.parallelActions(),
            AWS.runningExperiments(),
            AWS.stopConditions(),
            AWS.templates(),
            AWS.experiments(),
            Duration.ofMillis(100),
            AWS.longestAction(),
            AWS.bodyBytes(),
            AWS.targetsByTags());
}
