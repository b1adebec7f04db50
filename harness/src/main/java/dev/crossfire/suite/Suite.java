package dev.crossfire.suite;

import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.run.SingleRun.Ended;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several scenarios in one environment, one drill after the other.
 *
 * @param schema {@code crossfire/suite/v1}
 * @param name as it was given
 * @param drills in the order in which they took place
 * @param unfinished those whose turn did not come
 */
public record Suite(
        String schema, String name, String environment, List<SuiteDrill> drills, List<PlannedDrill> unfinished) {
    /** The schema of its JSON form. */
    public static final String SCHEMA = "crossfire/suite/v1";

    public Suite {
        drills = List.copyOf(drills);
        unfinished = List.copyOf(unfinished);
    }

    /** A scenario, as it was given, and the seed of its random choices. */
    public record PlannedDrill(String scenario, long seed) {}

    /** An objective that did not pass, and why. */
    public record MissedObjective(String id, Outcome outcome, String why) {}

    /**
     * One drill's end.
     *
     * @param missed the objectives that did not pass
     * @param why it could not be carried out, or shows nothing; empty otherwise
     * @param folder the run's folder, in that of the suite
     */
    public record SuiteDrill(
            PlannedDrill planned, RunOutcome outcome, List<MissedObjective> missed, String why, String folder) {
        public SuiteDrill {
            missed = List.copyOf(missed);
        }

        /**
         * A drill that is over.
         *
         * @param ended null when it could not be carried out
         * @param why it could not be
         */
        static SuiteDrill of(PlannedDrill planned, @Nullable Ended ended, String why, String folder) {
            if (ended == null) {
                return new SuiteDrill(planned, RunOutcome.ERROR, List.of(), why, folder);
            }
            List<MissedObjective> missed = ended.verdict().objectives().stream()
                    .filter(one -> one.outcome() != Outcome.PASS)
                    .map(one -> new MissedObjective(one.id(), one.outcome(), one.why()))
                    .toList();
            List<String> voided = ended.verdict().voided();
            return new SuiteDrill(planned, ended.outcome(), missed, voided.isEmpty() ? "" : voided.get(0), folder);
        }

        /** Whether it shows something, so that it need not be repeated. */
        boolean isConclusive() {
            return outcome == RunOutcome.PASS || outcome == RunOutcome.FAIL;
        }
    }

    /** The worst of all drills; without one of them nothing passes. */
    public RunOutcome outcome() {
        RunOutcome worst = drills.stream().map(SuiteDrill::outcome).reduce(RunOutcome.PASS, RunOutcome::or);
        return drills.isEmpty() || !unfinished.isEmpty() ? worst.or(RunOutcome.INCONCLUSIVE) : worst;
    }
}
