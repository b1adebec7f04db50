package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.Cohort;
import dev.crossfire.model.ObjectiveSpec;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.FaultVerdict;
import dev.crossfire.model.Verdict.Injector;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import dev.crossfire.model.Verdict.PhaseFigures;
import dev.crossfire.model.Verdict.Recovery;
import dev.crossfire.spi.ObjectiveKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

    /** @param kinds of objectives that may be judged */
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
        return timeline.isPresent() ? judge(evidence, timeline.get()) : withoutLoad(evidence);
    }

    private Verdict judge(Evidence evidence, Timeline timeline) throws IOException {
        Plan plan = evidence.plan();
        Survey survey = Survey.of(evidence, timeline);
        Map<String, Goodness> goodness = new LinkedHashMap<>();
        plan.scenario().well().forEach((cohort, rule) -> goodness.put(cohort, Goodness.of(rule)));
        Map<String, List<Trouble>> troubles = Troubles.find(evidence, timeline, survey, goodness);

        List<String> notes = new ArrayList<>();
        Attribution attribution = new Attribution(timeline, survey.seenUntil());
        List<Finding> findings = new ArrayList<>();
        Set<String> present = survey.roster().cohorts();
        goodness.forEach((cohort, rule) -> {
            List<Trouble> found = troubles.getOrDefault(cohort, List.of());
            long hold = rule.tolerance().holdMicros();
            notes.addAll(attribution.notesOnOthers(cohort, found, hold));
            if (present.contains(cohort)) {
                timeline.effectiveFaults().forEach(fault -> findings.add(attribution.of(fault, cohort, found, hold)));
            }
        });
        Count count = Count.of(evidence, timeline, cohorts(plan, present), goodness, findings);
        List<Recovery> recoveries =
                count.impacts().stream().map(RecoveryWords::of).toList();
        Injector injector = survey.injector();
        ObjectiveCourt court = new ObjectiveCourt(
                kinds,
                new JudgedFacts(plan, recoveries, count.phases()),
                voids(injector),
                weakens(evidence, timeline, survey));
        List<ObjectiveVerdict> objectives =
                plan.scenario().objectives().stream().map(court::verdict).toList();
        List<PhaseFigures> phases = count.phases().values().stream()
                .flatMap(List::stream)
                .map(PhaseTally::figures)
                .toList();
        List<FaultVerdict> faults =
                timeline.faults().stream().map(FaultMoments::verdict).toList();
        return verdict(evidence, timeline.faults(), objectives, faults, recoveries, phases, injector, notes);
    }

    /** Nothing was sent: every objective is inconclusive, whatever its kind would make of nothing. */
    private Verdict withoutLoad(Evidence evidence) {
        Plan plan = evidence.plan();
        List<ObjectiveVerdict> objectives = plan.scenario().objectives().stream()
                .map(spec -> ObjectiveCourt.unmeasured(spec, "load never started, so nothing was measured"))
                .toList();
        List<FaultMoments> faults = plan.faults().stream()
                .map(fault -> FaultMoments.of(fault, evidence))
                .toList();
        return verdict(
                evidence,
                faults,
                objectives,
                faults.stream().map(FaultMoments::verdict).toList(),
                List.of(),
                List.of(),
                new Injector(0, 0, null, false),
                List.of());
    }

    private static Verdict verdict(
            Evidence evidence,
            List<FaultMoments> moments,
            List<ObjectiveVerdict> objectives,
            List<FaultVerdict> faults,
            List<Recovery> recoveries,
            List<PhaseFigures> phases,
            Injector injector,
            List<String> notes) {
        RunFindings run = RunFindings.of(evidence, moments, objectives);
        List<String> all = new ArrayList<>(run.notes());
        all.addAll(notes);
        Plan plan = evidence.plan();
        return new Verdict(
                Verdict.SCHEMA,
                plan.scenario().name(),
                plan.environment(),
                plan.run(),
                plan.seed(),
                run.outcome(),
                run.outcome().exitCode(),
                objectives,
                faults,
                recoveries,
                phases,
                injector,
                null,
                new Verdict.Drills(1),
                all);
    }

    private static List<String> cohorts(Plan plan, Set<String> present) {
        Set<String> all = new LinkedHashSet<>();
        plan.scenario().load().cohorts().stream().map(Cohort::name).forEach(all::add);
        all.addAll(plan.scenario().well().keySet());
        plan.scenario().objectives().stream()
                .map(ObjectiveSpec::settings)
                .flatMap(settings -> Stream.ofNullable(settings.of()))
                .forEach(all::add);
        all.addAll(new TreeSet<>(present));
        return List.copyOf(all);
    }

    private static @Nullable String voids(Injector injector) {
        return injector.saturated()
                ? "the load generator could not keep up (99 % of requests left within " + injector.lagP99Millis()
                        + " ms of their time, wanted " + Survey.MOST_LAG_P99_MILLIS
                        + " ms, and hardly any late by that alone), so its stalls cannot be told from the system's;"
                        + " run it with less load or on a freer machine"
                : null;
    }

    private static @Nullable String weakens(Evidence evidence, Timeline timeline, Survey survey) {
        if (survey.torn()) {
            return "the record of requests ends in the middle of one, so some are missing";
        }
        if (timeline.complete()) {
            return null;
        }
        return evidence.events(JournalEvent.LoadEnded.class).stream()
                .flatMap(ended -> Stream.ofNullable(ended.trouble()))
                .findFirst()
                .map(trouble -> "the load did not run to its end: " + trouble)
                .orElse("the load did not run to its end");
    }
}
