package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.judge.impact.Attribution;
import dev.crossfire.judge.impact.FaultFinding;
import dev.crossfire.judge.impact.UnhealthyInterval;
import dev.crossfire.judge.impact.UnhealthyIntervals;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.judge.traffic.GoodRequestRule;
import dev.crossfire.judge.traffic.TrafficStatistics;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.PhaseRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All results of the four passes over a run's requests.
 *
 * @param notes unhealthy intervals that belong to no fault, a sentence each
 */
record RequestAnalysis(Timeline timeline, TrafficStatistics traffic, RequestCount count, List<String> notes) {
    static RequestAnalysis of(Evidence evidence, Timeline timeline) throws IOException {
        Plan plan = evidence.plan();
        TrafficStatistics traffic = TrafficStatistics.of(evidence, timeline);
        Map<String, GoodRequestRule> goodRule = new LinkedHashMap<>();
        plan.scenario().healthy().forEach((cohort, rule) -> goodRule.put(cohort, GoodRequestRule.of(rule)));
        Map<String, List<UnhealthyInterval>> unhealthyIntervals =
                UnhealthyIntervals.find(evidence, timeline, traffic, goodRule);
        List<String> notes = new ArrayList<>();
        List<FaultFinding> findings = new ArrayList<>();
        Set<String> present = traffic.cohortIndex().cohorts();
        goodRule.forEach((cohort, rule) -> {
            List<UnhealthyInterval> found = unhealthyIntervals.getOrDefault(cohort, List.of());
            long stableFor = rule.threshold().stableForMicros();
            Attribution attribution = new Attribution(timeline, stableFor, traffic.observedUntil(cohort));
            notes.addAll(attribution.notesOnOthers(cohort, found));
            if (present.contains(cohort)) {
                timeline.effectiveFaults().forEach(fault -> findings.add(attribution.of(fault, cohort, found)));
            }
        });
        RequestCount count = RequestCount.of(evidence, timeline, cohorts(plan, present), goodRule, findings, traffic);
        return new RequestAnalysis(timeline, traffic, count, List.copyOf(notes));
    }

    /** Whether a phase had ended when the last of a cohort was seen. */
    boolean sawAllOf(String cohort, PhaseRef phase) {
        long seen = traffic.observedUntil(cohort);
        return count.phases().getOrDefault(cohort, List.of()).stream()
                .anyMatch(tally -> tally.phase().equals(phase) && tally.end() < seen);
    }

    private static List<String> cohorts(Plan plan, Set<String> present) {
        Set<String> all = new LinkedHashSet<>();
        plan.scenario().load().cohorts().stream().map(Cohort::name).forEach(all::add);
        all.addAll(plan.scenario().healthy().keySet());
        plan.scenario().objectives().stream()
                .map(ObjectiveSpec::settings)
                .flatMap(settings -> Stream.ofNullable(settings.cohort()))
                .forEach(all::add);
        all.addAll(new TreeSet<>(present));
        return List.copyOf(all);
    }
}
