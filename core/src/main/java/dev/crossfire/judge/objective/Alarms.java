package dev.crossfire.judge.objective;

import dev.crossfire.spi.Watch;
import dev.crossfire.spi.Watch.Ear;
import dev.crossfire.spi.Watch.Ring;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What objectives about alarms have in common. */
final class Alarms {
    static final String NOBODY = "nobody listened for alarms: the environment says nothing under 'alarms'";

    /** By how many seconds a sender's clock may differ from ours. */
    private static final double CLOCKS = 5;
    /** How long before somebody is known not to hear what is told may have been missed: a look, and the time to the next. */
    private static final double LOOK = 3;

    private Alarms() {}

    /** Whether an alarm is the one that an objective names; any is when it names none. */
    static boolean isMeant(Ring ring, @Nullable String name) {
        return name == null || ring.alarm().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /** The latest moment at which an alarm began: when it was heard, or before that by its own word. */
    static double latest(Ring ring) {
        return ring.began() == null ? ring.from() : Math.min(ring.from(), ring.began() + CLOCKS);
    }

    /** The earliest moment at which an alarm began: when it was heard, or before that if nobody could hear it then. */
    static double earliest(Ring ring, Watch watch) {
        double silent = watch.ears().stream()
                .filter(ear -> ear.source().equals(ring.source()))
                .flatMap(ear -> ear.deaf().stream())
                .filter(deaf -> deaf.from() < ring.from() && deaf.until() >= ring.from())
                .mapToDouble(deaf -> deaf.from() - LOOK)
                .min()
                .orElse(ring.from());
        double said = ring.began() == null ? silent : Math.max(silent, ring.began() - CLOCKS);
        return Math.min(said, latest(ring));
    }

    /** Whether a source was never out of reach in a stretch of time. */
    static boolean hears(Ear ear, double from, double until) {
        return ear.deaf().stream().noneMatch(deaf -> deaf.from() <= until && deaf.until() > from);
    }
}
