package dev.crossfire.judge;

import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.evidence.CohortRequests;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.judge.ledger.LedgerReconciler;
import dev.crossfire.judge.observation.ObservationReader;
import dev.crossfire.judge.timeline.ExpectedImpact;
import dev.crossfire.judge.timeline.FaultMoments;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.judge.traffic.SentLoad;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.Drills;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.model.verdict.Verdict.InjectorFigures;
import dev.crossfire.spi.ExternalObservations;
import dev.crossfire.spi.ObjectiveKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a run's evidence by its scenario's objectives.
 *
 * <p>A pure function of the evidence: no clock, no chance, no order of input that matters. Requests are read four times
 * and never kept, five times where cohorts select some of them; memory does not grow with their number.
 */
public final class Judge {
    private final List<ObjectiveKind<?>> kinds;

    /** @param kinds of objectives that may be judged; another kind's objective is inconclusive */
    public Judge(List<ObjectiveKind<?>> kinds) {
        this.kinds =
                Stream.concat(kinds.stream(), Stream.of(new ExpectedImpact())).toList();
    }

    /**
     * Judges a run.
     *
     * @throws IOException when the requests cannot be read; evidence that is merely thin is not an error
     */
    public Verdict judge(Evidence whole) throws IOException {
        Evidence evidence = CohortRequests.split(whole);
        Optional<Timeline> timeline = Timeline.of(evidence);
        return timeline.isPresent()
                ? withLoad(evidence, RequestAnalysis.of(evidence, timeline.get()))
                : withoutLoad(evidence);
    }

    private Verdict withLoad(Evidence evidence, RequestAnalysis reading) throws IOException {
        RequestCount count = reading.count();
        List<CohortRecovery> recoveries =
                count.impacts().stream().map(RecoveryFigures::of).toList();
        LedgerFigures ledger = LedgerReconciler.of(evidence, reading.timeline());
        ExternalObservations observed = ObservationReader.of(evidence, reading.timeline());
        RunMeasurements facts =
                new RunMeasurements(evidence.plan(), recoveries, reading, evidence.control(), ledger, observed);
        Validity validity = Validity.of(evidence, reading.timeline(), reading.traffic());
        List<PhaseFigures> phases = phases(count, validity.load());
        ObjectiveEvaluator court = new ObjectiveEvaluator(kinds, facts, reading, validity);
        List<ObjectiveVerdict> objectives = Stream.concat(
                        specs(evidence.plan()).map(court::verdict),
                        SimulationAssertions.of(evidence, validity).stream())
                .toList();
        InjectorFigures injector = reading.traffic().injector();
        List<String> notes = new ArrayList<>(reading.notes());
        notes.addAll(validity.notes());
        if (observed.problem() != null) {
            notes.add(observed.problem());
        }
        return verdict(evidence, objectives, recoveries, phases, injector, ledger, notes, validity);
    }

    /** The scenario's objectives, and what it expects of its faults. */
    private static Stream<ObjectiveSpec> specs(Plan plan) {
        return Stream.concat(plan.scenario().objectives().stream(), ExpectedImpact.of(plan).stream());
    }

    /** The figures of all phases; a spike that was not sent as planned has none. */
    private static List<PhaseFigures> phases(RequestCount count, SentLoad load) {
        return count.phases().values().stream()
                .flatMap(List::stream)
                .filter(tally -> tally.phase().phase() != Phase.SPIKE || !load.spikesDiffer())
                .map(PhaseTally::figures)
                .toList();
    }

    /** Nothing was sent: every objective is inconclusive, whatever its kind would make of nothing. */
    private static Verdict withoutLoad(Evidence evidence) {
        List<ObjectiveVerdict> objectives = specs(evidence.plan())
                .map(spec -> ObjectiveEvaluator.unmeasured(spec, "load never started, so nothing was measured"))
                .toList();
        InjectorFigures idle = new InjectorFigures(0, 0, null, false);
        List<String> notes = Validity.integrity(evidence);
        return verdict(evidence, objectives, List.of(), List.of(), idle, LedgerFigures.NONE, notes, null);
    }

    private static Verdict verdict(
            Evidence evidence,
            List<ObjectiveVerdict> objectives,
            List<CohortRecovery> recoveries,
            List<PhaseFigures> phases,
            InjectorFigures injector,
            LedgerFigures ledger,
            List<String> notes,
            @Nullable Validity validity) {
        Plan plan = evidence.plan();
        List<FaultMoments> faults = plan.faults().stream()
                .map(fault -> FaultMoments.of(fault, evidence))
                .toList();
        RunOutcomeNotes run = RunOutcomeNotes.of(evidence, faults, objectives);
        List<String> all = new ArrayList<>(run.notes());
        all.addAll(notes);
        boolean differs = !evidence.integrity().ended()
                || (validity != null && !validity.load().differences().isEmpty());
        RunOutcome outcome = differs ? run.outcome().or(RunOutcome.INCONCLUSIVE) : run.outcome();
        return new Verdict(
                Verdict.SCHEMA,
                plan.scenario().name(),
                plan.environment(),
                plan.run(),
                plan.seed(),
                outcome,
                outcome.exitCode(),
                objectives,
                faults.stream().map(fault -> fault.verdict(recoveries)).toList(),
                recoveries,
                phases,
                injector,
                ledger,
                new Drills(1),
                all,
                validity != null && validity.ruled(),
                plan.labels(),
                validity == null ? List.of() : validity.load().figures(),
                plan.systemUnderTest(),
                evidence.integrity(),
                plan.cluster(),
                validity == null ? Validity.integrity(evidence) : validity.spoils());
    }

    /**
     * The simulation's own assertions as outcomes beside the scenario's objectives.
     *
     * <p>Gatling has evaluated them. One that is not met fails the run whatever else was seen, as it fails under Gatling
     * alone; one that is met passes only if the evidence is sound.
     */
    private static final class SimulationAssertions {
        /** What an outcome of this sort is called in the verdict. */
        static final String KIND = "gatling-assertion";

        private SimulationAssertions() {}

        static List<ObjectiveVerdict> of(Evidence evidence, Validity validity) {
            List<AssertionResult> results = evidence.events(JournalEvent.AssertionsEvaluated.class).stream()
                    .flatMap(event -> event.results().stream())
                    .toList();
            if (results.isEmpty()) {
                results = evidence.events(JournalEvent.AssertionsDeclared.class).stream()
                        .flatMap(event -> event.texts().stream())
                        .map(text -> new AssertionResult(
                                text,
                                null,
                                null,
                                "",
                                "the load did not run to its end, so Gatling did not evaluate it"))
                        .toList();
            }
            @Nullable String against = validity.voids(null);
            @Nullable String doubt = against == null ? validity.weakened() : against;
            List<ObjectiveVerdict> outcomes = new ArrayList<>();
            for (AssertionResult result : results) {
                outcomes.add(outcome("assertion-" + (outcomes.size() + 1), result, doubt));
            }
            return outcomes;
        }

        private static ObjectiveVerdict outcome(String id, AssertionResult result, @Nullable String doubt) {
            @Nullable Boolean held = result.held();
            boolean passes = Boolean.TRUE.equals(held) && doubt == null;
            Outcome outcome = Boolean.FALSE.equals(held) ? Outcome.FAIL : passes ? Outcome.PASS : Outcome.INCONCLUSIVE;
            @Nullable Double actual = result.actual();
            return new ObjectiveVerdict(
                    id,
                    KIND,
                    ObjectiveSubject.ASSERTION,
                    null,
                    null,
                    null,
                    ObjectiveTarget.of(result.text()),
                    actual == null ? null : new MeasuredFigure(actual, null, null, result.unit()),
                    outcome,
                    why(result, doubt));
        }

        private static String why(AssertionResult result, @Nullable String doubt) {
            @Nullable Boolean held = result.held();
            String detail = result.detail() == null ? "" : ": " + result.detail();
            if (held == null) {
                return "Gatling's assertion was not evaluated" + detail;
            }
            if (!held) {
                return "Gatling's assertion failed" + detail;
            }
            return (doubt == null ? "" : doubt + "; ") + "Gatling's assertion passed";
        }
    }
}
