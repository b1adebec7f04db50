package dev.crossfire.judge.compare;

import dev.crossfire.model.RunOutcome;
import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.FaultVerdict;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs that are compared as one.
 *
 * @param name as the user gave it
 * @param control whether they are control runs, in which no fault is fired
 */
public record RunSet(String name, List<Verdict> runs, boolean control) {
    public RunSet {
        runs = List.copyOf(runs);
    }

    /** Those whose figures can be held against others: whole, with every fault proven, under the load that was meant. */
    List<Verdict> used() {
        return runs.stream().filter(run -> objection(run) == null).toList();
    }

    /** The runs that are left out, and why, in one sentence; null when all are used. */
    @Nullable
    String leftOut() {
        List<String> reasons = runs.stream()
                .flatMap(run -> Stream.ofNullable(objection(run)).map(why -> run.run() + " (" + why + ")"))
                .toList();
        return reasons.isEmpty()
                ? null
                : name + ": " + reasons.size() + " of " + runs.size() + " runs are left out: "
                        + String.join(", ", reasons);
    }

    private @Nullable String objection(Verdict run) {
        if (run.outcome() == RunOutcome.ERROR) {
            return "it broke";
        }
        if (run.outcome() == RunOutcome.DIRTY) {
            return "a fault could not be proven gone";
        }
        if (!run.counts()) {
            return run.voided().isEmpty()
                    ? "its load generator fell behind"
                    : run.voided().get(0);
        }
        if (run.injector().requests() == 0) {
            return "it sent no request";
        }
        return control || run.faults().stream().allMatch(FaultVerdict::bit) ? null : "it left no proof of a fault";
    }

    Comparison.Side told() {
        return new Comparison.Side(name, runs.size(), used().size());
    }
}
