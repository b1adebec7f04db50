package dev.crossfire.judge.compare;

import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs that stand on one side of a comparison.
 *
 * @param name as the user gave it
 * @param control whether they are control runs, in which no fault is injected
 */
public record RunSet(String name, List<Verdict> runs, boolean control) {
    public RunSet {
        runs = List.copyOf(runs);
    }

    /** Those whose figures can be compared: complete, with every fault proven, under the planned load. */
    List<Verdict> compared() {
        return runs.stream().filter(run -> objection(run) == null).toList();
    }

    /** How many runs are left out, and then each of them with its reason; empty when all are compared. */
    List<String> exclusions() {
        List<String> notes = new ArrayList<>();
        for (Verdict run : runs) {
            @Nullable String objection = objection(run);
            if (objection != null) {
                notes.add(run.run() + " is left out: " + objection);
            }
        }
        if (!notes.isEmpty()) {
            notes.add(0, name + ": " + notes.size() + " of " + runs.size() + " runs are left out");
        }
        return notes;
    }

    private @Nullable String objection(Verdict run) {
        if (run.outcome() == RunOutcome.ERROR) {
            return "it ended in an error";
        }
        if (run.outcome() == RunOutcome.DIRTY) {
            return "a fault is not verified to be cleared";
        }
        if (!run.isComparable()) {
            return run.voided().get(0);
        }
        if (run.injector().requests() == 0) {
            return "it sent no request";
        }
        // What ended it is evidence enough, and only the better runs would stay.
        return control || run.abortedByCondition() || run.faults().stream().allMatch(FaultVerdict::wasConfirmed)
                ? null
                : "a fault was not confirmed";
    }

    RunComparison.Side side() {
        return new RunComparison.Side(name, runs.size(), compared().size());
    }
}
