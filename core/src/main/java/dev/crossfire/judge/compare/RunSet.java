package dev.crossfire.judge.compare;

import dev.crossfire.model.RunOutcome;
import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.FaultVerdict;
import java.util.List;

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
        return runs.stream()
                .filter(run -> run.outcome() != RunOutcome.ERROR && run.outcome() != RunOutcome.DIRTY)
                .filter(run -> !run.injector().saturated() && run.injector().requests() > 0)
                .filter(run -> control || run.faults().stream().allMatch(FaultVerdict::bit))
                .toList();
    }

    Comparison.Side told() {
        return new Comparison.Side(name, runs.size(), used().size());
    }
}
