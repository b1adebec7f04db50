package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.ClockDifference;
import dev.crossfire.calibrate.CalibrationReport.GeneratorLag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether the machine was idle enough to measure on. */
final class MachineConditions {
    /** Two processes of one machine read one clock; where they seem to differ by more, something is wrong with it. */
    static final double MOST_CLOCK_ERROR_MILLIS = 20;

    private MachineConditions() {}

    /** What was wrong, a sentence each. */
    static List<String> misses(GeneratorLag injector, @Nullable ClockDifference clock) {
        List<String> misses = new ArrayList<>();
        if (injector.saturated()) {
            misses.add("the load generator could not keep up (99 % of requests left within " + injector.lagP99Millis()
                    + " ms of their intended start); give it a less busy machine");
        }
        if (clock == null) {
            misses.add("the clocks of server and generator could not be compared");
        } else if (clock.stepped()) {
            misses.add("the machine's clock was set while it was measured; run it again");
        } else if (clock.errorMillis() > MOST_CLOCK_ERROR_MILLIS) {
            misses.add("the clocks of server and generator may differ by " + clock.errorMillis() + " ms; expected "
                    + MOST_CLOCK_ERROR_MILLIS);
        }
        return misses;
    }
}
