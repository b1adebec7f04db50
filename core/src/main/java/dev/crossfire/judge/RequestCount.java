package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.RequestBins;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.impact.FaultFinding;
import dev.crossfire.judge.timeline.FaultMoments;
import dev.crossfire.judge.timeline.Interval;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.judge.traffic.GoodRequestRule;
import dev.crossfire.judge.traffic.TrafficStatistics;
import dev.crossfire.judge.traffic.UserStatistics;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts every cohort's requests by phase, in the last pass over them, when it is known when each cohort recovered. */
final class RequestCount {
    private final Timeline timeline;
    private final TrafficStatistics traffic;
    private final Map<String, GoodRequestRule> goodRule;
    private final Map<String, List<PhaseTally>> phases = new LinkedHashMap<>();
    private final Map<String, List<ImpactTally>> impacts = new LinkedHashMap<>();
    private final Map<String, RequestBins> counts = new LinkedHashMap<>();
    private final Set<String> judged;
    private final long[] effects;

    private RequestCount(
            Timeline timeline, Map<String, GoodRequestRule> goodRule, Set<String> judged, TrafficStatistics traffic) {
        this.traffic = traffic;
        this.timeline = timeline;
        this.goodRule = goodRule;
        this.judged = judged;
        effects = timeline.effects();
    }

    static RequestCount of(
            Evidence evidence,
            Timeline timeline,
            List<String> cohorts,
            Map<String, GoodRequestRule> goodRule,
            List<FaultFinding> findings,
            TrafficStatistics traffic)
            throws IOException {
        Set<String> judged = evidence.plan().scenario().objectives().stream()
                .flatMap(objective -> Stream.ofNullable(objective.settings().cohort()))
                .collect(Collectors.toUnmodifiableSet());
        RequestCount count = new RequestCount(timeline, goodRule, judged, traffic);
        cohorts.forEach(cohort -> count.prepare(cohort, findings));
        return count.read(evidence);
    }

    /**
     * The requests over time of each cohort that there is a rule for, counted as in a run that is judged.
     *
     * @param traffic of the same run, by the same rules
     */
    static Map<String, RequestBins> overTime(
            Evidence evidence, Timeline timeline, Map<String, GoodRequestRule> goodRule, TrafficStatistics traffic)
            throws IOException {
        return new RequestCount(timeline, goodRule, goodRule.keySet(), traffic)
                .read(evidence)
                .counts();
    }

    private RequestCount read(Evidence evidence) throws IOException {
        StringTable strings = evidence.requests().strings();
        Map<Integer, Desk> desks = new HashMap<>();
        evidence.requests().forEach(request -> desks.computeIfAbsent(request.cohort(), id -> new Desk(strings.text(id)))
                .accept(request));
        desks.values().forEach(Desk::finish);
        return this;
    }

    /** Each cohort's phases, in the order whole, spike, then by fault. */
    Map<String, List<PhaseTally>> phases() {
        return phases;
    }

    /** What each fault did to each cohort. */
    List<ImpactTally> impacts() {
        return impacts.values().stream().flatMap(List::stream).toList();
    }

    /** The requests over time of each cohort that an objective is about. */
    Map<String, RequestBins> counts() {
        return counts;
    }

    /** All that counts one cohort; {@code overTime} is null when no objective is about it. */
    private final class Desk {
        private final @Nullable GoodRequestRule rule;
        private final List<PhaseTally> phases;
        private final List<ImpactTally> impacts;
        private final @Nullable RequestBins overTime;
        private final @Nullable UserCount users;

        Desk(String cohort) {
            rule = goodRule.get(cohort);
            phases = RequestCount.this.phases.getOrDefault(cohort, List.of());
            impacts = RequestCount.this.impacts.getOrDefault(cohort, List.of());
            overTime = judged.contains(cohort) ? counts.computeIfAbsent(cohort, name -> new RequestBins()) : null;
            UserStatistics.@Nullable UserPace counted = traffic.users(cohort);
            users = rule == null || counted == null
                    ? null
                    : new UserCount(counted, rule, timeline, traffic.lateness(), phases, overTime);
        }

        void accept(RequestRecord request) {
            if (timeline.isEvidence(request, rule == null ? Micros.NEVER : rule.withinMicros())) {
                if (!request.isBlocking()) {
                    add(request);
                }
                if (users != null) {
                    users.add(request);
                }
            }
        }

        void finish() {
            if (users != null) {
                users.finish();
            }
        }

        private void add(RequestRecord request) {
            // Without a rule of what is soon enough, an answer is good when it is correct.
            boolean good = rule == null ? request.ok() : rule.good(request);
            for (PhaseTally tally : phases) {
                tally.add(request, good, rule);
            }
            for (ImpactTally tally : impacts) {
                tally.add(request, good);
            }
            if (overTime != null) {
                overTime.add(start(request) - timeline.zero(), good);
            }
        }

        /** Its intended start; for a request in flight when the fault became effective, the fault's effect. */
        private long start(RequestRecord request) {
            long effect = rule == null ? Micros.NEVER : rule.effectOn(request, effects);
            return effect == Micros.NEVER ? request.intendedMicros() : effect;
        }
    }

    private void prepare(String cohort, List<FaultFinding> findings) {
        List<PhaseTally> tallies = new ArrayList<>();
        Interval whole = new Interval(timeline.zero(), timeline.end());
        boolean byUsers = goodRule.containsKey(cohort) && traffic.users(cohort) != null;
        tallies.add(new PhaseTally(PhaseRef.WHOLE, cohort, List.of(whole), byUsers));
        if (!timeline.spikes().isEmpty()) {
            tallies.add(new PhaseTally(new PhaseRef(Phase.SPIKE, null), cohort, timeline.spikes(), byUsers));
        }
        for (FaultMoments fault : timeline.faults()) {
            if (fault.injected() != null) {
                Interval before = new Interval(timeline.zero(), Micros.of(fault.injected()));
                tallies.add(new PhaseTally(
                        new PhaseRef(Phase.BEFORE, fault.id()),
                        cohort,
                        List.of(before),
                        fault.effectiveLow(),
                        byUsers));
            }
            findings.stream()
                    .filter(finding ->
                            finding.fault().equals(fault) && finding.cohort().equals(cohort))
                    .forEach(finding -> prepare(finding, tallies, byUsers));
        }
        phases.put(cohort, tallies);
    }

    private void prepare(FaultFinding finding, List<PhaseTally> tallies, boolean byUsers) {
        String fault = finding.fault().id();
        long effect = finding.fault().effectiveLow();
        Interval impact = finding.impact();
        if (impact.until() > impact.from()) {
            tallies.add(new PhaseTally(
                    new PhaseRef(Phase.IMPACT, fault), finding.cohort(), List.of(impact), effect, byUsers));
        }
        Interval after = new Interval(impact.until(), timeline.end());
        if (finding.ended() && after.until() > after.from()) {
            tallies.add(new PhaseTally(
                    new PhaseRef(Phase.AFTER, fault), finding.cohort(), List.of(after), effect, byUsers));
        }
        @Nullable GoodRequestRule rule = goodRule.get(finding.cohort());
        if (rule != null) {
            impacts.computeIfAbsent(finding.cohort(), cohort -> new ArrayList<>())
                    .add(new ImpactTally(finding, rule));
        }
    }
}
