package dev.crossfire.reports.words;

import dev.crossfire.model.Phase;
import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.LoadFigures;
import dev.crossfire.model.Verdict.PhaseFigures;
import java.util.List;

/** The figures of a whole run in which each request is counted once. */
final class DistinctTotals {
    private DistinctTotals() {}

    /** Of every Gatling scenario. A cohort that selects some of their requests sends nothing itself, so it has no load. */
    static List<PhaseFigures> whole(Verdict verdict) {
        List<String> senders = verdict.load().stream().map(LoadFigures::cohort).toList();
        return verdict.phases().stream()
                .filter(phase -> phase.phase() == Phase.WHOLE)
                .filter(phase -> senders.isEmpty() || senders.contains(phase.cohort()))
                .toList();
    }
}
