package dev.crossfire.judge.objective;

import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.verdict.PhaseFigures.UserTime;
import dev.crossfire.spi.FigureText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Texts of the objectives' figures. */
final class ObjectiveWords {
    private static final double HOUR = 3600;
    private static final double DAY = 24;
    private static final double TWO_DAYS = 2 * DAY;

    private ObjectiveWords() {}

    /** A length in the largest fitting unit: {@code 30 days}, {@code 12 hours}; seconds below two hours. */
    static String length(Duration duration) {
        if (duration.toHours() < 2) {
            return FigureText.written(duration);
        }
        double hours = seconds(duration) / HOUR;
        return hours < TWO_DAYS ? FigureText.written(hours) + " hours" : FigureText.written(hours / DAY) + " days";
    }

    /** When a phase is, behind a verb: {@code in the whole run}, {@code after writer-lost}. */
    static String in(PhaseRef phase) {
        return switch (phase.phase()) {
            case WHOLE -> "in the whole run";
            case SPIKE -> "in the load spike";
            case BEFORE, AFTER -> phase.toString();
            case IMPACT -> "in the impact of " + phase.fault();
        };
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** What is judged, beside requests, where users wait for their answers; null for other load. */
    static String userTime(@Nullable UserTime users) {
        return users == null
                ? ""
                : "; users were unhealthy for " + FigureText.percent(users.unhealthyShare()) + " of their time";
    }
}
