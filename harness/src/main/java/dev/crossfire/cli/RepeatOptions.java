package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.model.Invocation;
import dev.crossfire.model.Invocation.Flags;
import dev.crossfire.model.Repeat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How often a run is repeated, and when that is enough. */
final class RepeatOptions {
    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "Drill N times into one folder and judge all together: 5 drills bound the median recovery time, "
                            + "29 its 90th percentile.")
    private @Nullable Integer drills;

    @Option(
            names = "--may-fail",
            paramLabel = "K",
            description = "With --repeat: how many drills may fail (default 0).")
    private @Nullable Integer mayFail;

    @Option(
            names = "--no-early-stop",
            description = "With --repeat: drill N times even when the outcome is settled; percentiles need that.")
    private boolean noEarlyStop;

    /** Whether a run is to be repeated at all. */
    boolean areGiven() {
        return drills != null;
    }

    /** How many drills there are to be; 1 without {@code --repeat}. */
    int count() {
        return drills == null ? 1 : drills;
    }

    /**
     * Refuses what means nothing without {@code --repeat}, and invalid numbers.
     *
     * @throws BadInputException naming the option
     */
    void check() throws BadInputException {
        if (drills == null && (mayFail != null || noEarlyStop)) {
            throw new BadInputException(List.of((mayFail != null ? "--may-fail" : "--no-early-stop")
                    + " without --repeat is invalid; expected --repeat N as well"));
        }
        if (drills != null) {
            asked("", "", "", 0, null);
        }
    }

    /** What was typed, with the other options that only {@code run} has. */
    Flags flags(@Nullable String control, @Nullable String confirm, boolean calibrate) {
        return new Flags(drills, mayFail, noEarlyStop, control, confirm, calibrate);
    }

    /** The request. */
    Repeat asked(String run, String scenario, String environment, long seed, @Nullable Invocation typed)
            throws BadInputException {
        try {
            return new Repeat(
                    Repeat.SCHEMA,
                    run,
                    scenario,
                    environment,
                    seed,
                    drills == null ? 1 : drills,
                    mayFail == null ? 0 : mayFail,
                    !noEarlyStop,
                    typed);
        } catch (IllegalArgumentException senseless) {
            throw new BadInputException(List.of("--repeat: " + senseless.getMessage()));
        }
    }
}
