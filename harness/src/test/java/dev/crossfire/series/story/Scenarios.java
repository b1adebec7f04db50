package dev.crossfire.series.story;

/** The scenario that all stories share, with its variable parts. */
final class Scenarios {
    /** Every replica of the shop is frozen and goes on afterwards: requests wait, and none is refused. */
    static final String EVERYTHING_HANGS = """
            faults:
              - { id: frozen, kind: process-pause, target: shop, at: 8s, duration: 10s }
            """;

    static final String TWO_REPLICAS_DIE = """
            faults:
              - { id: killed, kind: pod-kill, target: { role: shop, select: { count: 2 } }, at: 8s, grace: 0s }
            """;

    static final String JUDGED = """
            objectives:
              - { id: rto, recovery-time: { cohort: visitors, fault: frozen, at-most: 5s } }
              - { id: latency, latency: { cohort: visitors, percentile: 99, at-most: 500ms } }
              - { id: errors, error-ratio: { cohort: visitors, at-most: 5% } }
            """;

    private Scenarios() {}

    /** A load of some model for 30 s after t = 0. */
    static String load(String parameters) {
        return """
                crossfire: v1
                name: story
                load:
                  simulation: Story
                  parameters: { %s }
                  warm-up: 4s
                  duration: 30s
                healthy: { visitors: { within: 1s, success: 99%%, stable-for: 5s } }
                steady-state: { for: 3s }
                """.formatted(parameters);
    }
}
