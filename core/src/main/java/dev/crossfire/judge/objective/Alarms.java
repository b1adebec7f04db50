package dev.crossfire.judge.objective;

import dev.crossfire.spi.Watch.Ear;
import dev.crossfire.spi.Watch.Ring;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What objectives about alarms have in common. */
final class Alarms {
    static final String NOBODY = "nobody listened for alarms: the environment says nothing under 'alarms'";

    private Alarms() {}

    /** Whether an alarm is the one that an objective names; any is when it names none. */
    static boolean isMeant(Ring ring, @Nullable String name) {
        return name == null || ring.alarm().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a source was never out of reach in a stretch of time. */
    static boolean hears(Ear ear, double from, double until) {
        return ear.deaf().stream().noneMatch(deaf -> deaf.from() <= until && deaf.until() > from);
    }
}
