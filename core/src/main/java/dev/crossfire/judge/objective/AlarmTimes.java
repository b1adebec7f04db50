package dev.crossfire.judge.objective;

import dev.crossfire.spi.ExternalObservations;
import dev.crossfire.spi.ExternalObservations.AlarmEvent;
import dev.crossfire.spi.ExternalObservations.AlarmSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares the moments and the names of alarms, for objectives about alarms. */
final class AlarmTimes {
    static final String NO_SOURCE = "no alarms were received: the environment file has no alarm source under 'alarms'";

    /** By how many seconds a sender's clock may differ from Crossfire's. */
    private static final double CLOCKS = 5;
    /**
     * How long alarms may go unheard before a source is known to be unreachable: one poll, and the time to the next.
     */
    private static final double POLL = 3;

    private AlarmTimes() {}

    /** Whether an alarm is the one that an objective names; any is when it names none. */
    static boolean isMeant(AlarmEvent alarmEvent, @Nullable String name) {
        return name == null || alarmEvent.alarm().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /** The latest moment at which an alarm began: when it was recorded, or earlier if its sender reports that. */
    static double latest(AlarmEvent alarmEvent) {
        return alarmEvent.began() == null
                ? alarmEvent.from()
                : Math.min(alarmEvent.from(), alarmEvent.began() + CLOCKS);
    }

    /**
     * The earliest moment at which an alarm began: when it was recorded, or earlier if its source was out of reach
     * then.
     */
    static double earliest(AlarmEvent alarmEvent, ExternalObservations observed) {
        double silent = observed.sources().stream()
                .filter(alarmSource -> alarmSource.source().equals(alarmEvent.source()))
                .flatMap(alarmSource -> alarmSource.unreachable().stream())
                .filter(gap -> gap.from() < alarmEvent.from() && gap.until() >= alarmEvent.from())
                .mapToDouble(gap -> gap.from() - POLL)
                .min()
                .orElse(alarmEvent.from());
        double reported = alarmEvent.began() == null ? silent : Math.max(silent, alarmEvent.began() - CLOCKS);
        return Math.min(reported, latest(alarmEvent));
    }

    /** Whether a source was never out of reach in an interval. */
    static boolean hears(AlarmSource alarmSource, double from, double until) {
        return alarmSource.unreachable().stream().noneMatch(gap -> gap.from() <= until && gap.until() > from);
    }
}
