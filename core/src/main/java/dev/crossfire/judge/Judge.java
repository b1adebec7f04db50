package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.Injector;
import dev.crossfire.model.Verdict.LedgerFigures;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import dev.crossfire.model.Verdict.PhaseFigures;
import dev.crossfire.model.Verdict.Recovery;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.Watch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a run's evidence against its scenario's objectives.
 *
 * <p>A pure function of the evidence: no clock, no chance, no order of input that matters. Requests are read four times
 * and never kept; memory does not grow with their number.
 */
public final class Judge {
    private final List<ObjectiveKind<?>> kinds;

    /** @param kinds of objectives that may be judged; another kind's objective is inconclusive */
    public Judge(List<ObjectiveKind<?>> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /**
     * Judges a run.
     *
     * @throws IOException when the requests cannot be read; evidence that is merely thin is not an error
     */
    public Verdict judge(Evidence evidence) throws IOException {
        Optional<Timeline> timeline = Timeline.of(evidence);
        return timeline.isPresent() ? withLoad(evidence, Reading.of(evidence, timeline.get())) : withoutLoad(evidence);
    }

    private Verdict withLoad(Evidence evidence, Reading reading) throws IOException {
        Count count = reading.count();
        List<Recovery> recoveries =
                count.impacts().stream().map(RecoveryWords::of).toList();
        List<PhaseFigures> phases = count.phases().values().stream()
                .flatMap(List::stream)
                .map(PhaseTally::figures)
                .toList();
        LedgerFigures ledger = Books.of(evidence, reading.timeline());
        Watch watch = Watching.of(evidence, reading.timeline());
        JudgedFacts facts = new JudgedFacts(evidence.plan(), recoveries, reading, evidence.control(), ledger, watch);
        Validity validity = Validity.of(evidence, reading.timeline(), reading.survey());
        ObjectiveCourt court = new ObjectiveCourt(kinds, facts, reading, validity);
        List<ObjectiveVerdict> objectives = Stream.concat(
                        evidence.plan().scenario().objectives().stream().map(court::verdict),
                        SimulationAssertions.of(evidence, validity).stream())
                .toList();
        Injector injector = reading.survey().injector();
        List<String> notes = new ArrayList<>(reading.notes());
        notes.addAll(validity.notes());
        if (watch.trouble() != null) {
            notes.add(watch.trouble());
        }
        return verdict(evidence, objectives, recoveries, phases, injector, ledger, notes, validity);
    }

    /** Nothing was sent: every objective is inconclusive, whatever its kind would make of nothing. */
    private static Verdict withoutLoad(Evidence evidence) {
        List<ObjectiveVerdict> objectives = evidence.plan().scenario().objectives().stream()
                .map(spec -> ObjectiveCourt.unmeasured(spec, "load never started, so nothing was measured"))
                .toList();
        Injector idle = new Injector(0, 0, null, false);
        return verdict(evidence, objectives, List.of(), List.of(), idle, LedgerFigures.NONE, List.of(), null);
    }

    private static Verdict verdict(
            Evidence evidence,
            List<ObjectiveVerdict> objectives,
            List<Recovery> recoveries,
            List<PhaseFigures> phases,
            Injector injector,
            LedgerFigures ledger,
            List<String> notes,
            @Nullable Validity validity) {
        Plan plan = evidence.plan();
        List<FaultMoments> faults = plan.faults().stream()
                .map(fault -> FaultMoments.of(fault, evidence))
                .toList();
        RunFindings run = RunFindings.of(evidence, faults, objectives);
        List<String> all = new ArrayList<>(run.notes());
        all.addAll(notes);
        return new Verdict(
                Verdict.SCHEMA,
                plan.scenario().name(),
                plan.environment(),
                plan.run(),
                plan.seed(),
                run.outcome(),
                run.outcome().exitCode(),
                objectives,
                faults.stream().map(FaultMoments::verdict).toList(),
                recoveries,
                phases,
                injector,
                ledger,
                new Verdict.Drills(1),
                all,
                validity != null && validity.ruled(),
                plan.labels(),
                validity == null ? List.of() : validity.spoils());
    }
}
