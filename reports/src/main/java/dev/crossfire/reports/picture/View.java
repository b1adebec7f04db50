package dev.crossfire.reports.picture;

import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.reports.figures.CloseUp;
import dev.crossfire.reports.figures.RequestTimeline;
import dev.crossfire.reports.story.RunStory;
import java.util.Comparator;

/**
 * The part of a run that a picture shows: all of it, or of a long run the minutes around the worst recovery, because the
 * outage would be a hair's breadth.
 *
 * @param from the first moment, seconds after t = 0
 * @param to the last moment
 * @param isWhole whether that is the whole run
 */
record View(double from, double to, boolean isWhole, RequestTimeline timeline) {
    private static final double LONGEST_SECONDS = 300;

    static View of(RunStory story) {
        double end = Math.max(1, story.end().toNanos() / 1e9);
        RequestTimeline whole = story.figures().timeline();
        if (end <= LONGEST_SECONDS) {
            return new View(0, end, true, whole);
        }
        return story.figures().closeUps().stream()
                .max(Comparator.comparingDouble(closeUp -> harm(closeUp, story)))
                .map(closeUp -> new View(
                        closeUp.window().fromMicros() / 1e6,
                        closeUp.window().toMicros() / 1e6,
                        false,
                        closeUp.timeline()))
                .orElse(new View(0, end, true, whole));
    }

    /** The longest recovery from the fault; one that was not seen to end is longer than all. */
    private static double harm(CloseUp closeUp, RunStory story) {
        return story.verdict().recovery().stream()
                .filter(recovery -> recovery.fault().equals(closeUp.window().fault()))
                .mapToDouble(View::harm)
                .max()
                .orElse(0);
    }

    private static double harm(CohortRecovery recovery) {
        Double seconds = recovery.seconds();
        return switch (recovery.state()) {
            case NO_IMPACT, UNHEALTHY_BEFORE -> 0;
            case RECOVERED, CONFOUNDED -> seconds == null ? 1 : seconds;
            case CENSORED, METASTABLE -> Double.MAX_VALUE;
        };
    }

    /** Whether any of an interval is shown. */
    boolean shows(double begin, double end) {
        return begin <= to && end >= from;
    }
}
