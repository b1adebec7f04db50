package dev.crossfire.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request for drills that repeat one scenario.
 *
 * @param run the name of all drills together
 * @param environment where they take place
 * @param seed the same for all
 * @param drills how many, 2 to {@link #MOST_DRILLS}
 * @param mayFail how many of them may fail without the whole failing, less than {@code drills}
 * @param stopsEarly whether no more drills take place once none could change the outcome
 * @param invocation what a user typed to get them; null when that is not known
 */
public record Repeat(
        String schema,
        String run,
        String scenario,
        String environment,
        long seed,
        int drills,
        int mayFail,
        boolean stopsEarly,
        @Nullable Invocation invocation) {
    public static final String SCHEMA = "crossfire/repeat/v1";

    /** A bound on what a slip of the finger may start. */
    public static final int MOST_DRILLS = 1000;

    public Repeat {
        if (drills < 2 || drills > MOST_DRILLS) {
            throw new IllegalArgumentException(drills + " drills is invalid; expected 2 to " + MOST_DRILLS);
        }
        if (mayFail < 0 || mayFail >= drills) {
            throw new IllegalArgumentException(mayFail + " of " + drills
                    + " drills that may fail is invalid; expected 0 to " + (drills - 1) + ": at least one must pass");
        }
    }

    /** Drills whose command line is not known. */
    public Repeat(
            String schema,
            String run,
            String scenario,
            String environment,
            long seed,
            int drills,
            int mayFail,
            boolean stopsEarly) {
        this(schema, run, scenario, environment, seed, drills, mayFail, stopsEarly, null);
    }

    /** What the drills belong to, by name; empty when no labels were given. */
    public Map<String, String> labels() {
        return invocation == null ? Map.of() : invocation.labels();
    }
}
