package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.model.Phase;
import dev.crossfire.model.PhaseRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last reading: counts every cohort's requests by phase, now that it is known when each recovered. */
final class Count {
    private final Timeline timeline;
    private final Map<String, Goodness> goodness;
    private final Map<String, List<PhaseTally>> phases = new LinkedHashMap<>();
    private final Map<String, List<ImpactTally>> impacts = new LinkedHashMap<>();

    private Count(Timeline timeline, Map<String, Goodness> goodness) {
        this.timeline = timeline;
        this.goodness = goodness;
    }

    static Count of(
            Evidence evidence,
            Timeline timeline,
            List<String> cohorts,
            Map<String, Goodness> goodness,
            List<Finding> findings)
            throws IOException {
        Count count = new Count(timeline, goodness);
        cohorts.forEach(cohort -> count.prepare(cohort, findings));
        StringTable strings = evidence.requests().strings();
        Map<Integer, Desk> desks = new HashMap<>();
        evidence.requests().forEach(request -> {
            if (timeline.covers(request)) {
                desks.computeIfAbsent(request.cohort(), id -> count.desk(strings.text(id)))
                        .add(request);
            }
        });
        return count;
    }

    /** Each cohort's phases, in the order whole, spike, then by fault. */
    Map<String, List<PhaseTally>> phases() {
        return phases;
    }

    /** What each fault did to each cohort. */
    List<ImpactTally> impacts() {
        return impacts.values().stream().flatMap(List::stream).toList();
    }

    /** All that counts one cohort. */
    private record Desk(@Nullable Goodness rule, List<PhaseTally> phases, List<ImpactTally> impacts) {
        void add(RequestRecord request) {
            // Without a rule of what is soon enough, an answer is good when it is correct.
            boolean good = rule == null ? request.ok() : rule.good(request);
            for (PhaseTally tally : phases) {
                tally.add(request, good, rule);
            }
            for (ImpactTally tally : impacts) {
                tally.add(request, good);
            }
        }
    }

    private Desk desk(String cohort) {
        return new Desk(
                goodness.get(cohort), phases.getOrDefault(cohort, List.of()), impacts.getOrDefault(cohort, List.of()));
    }

    private void prepare(String cohort, List<Finding> findings) {
        List<PhaseTally> tallies = new ArrayList<>();
        Spell whole = new Spell(timeline.zero(), timeline.end());
        tallies.add(new PhaseTally(PhaseRef.WHOLE, cohort, List.of(whole)));
        if (!timeline.spikes().isEmpty()) {
            tallies.add(new PhaseTally(new PhaseRef(Phase.SPIKE, null), cohort, timeline.spikes()));
        }
        for (FaultMoments fault : timeline.faults()) {
            if (fault.commanded() != null) {
                Spell before = new Spell(timeline.zero(), Micros.of(fault.commanded()));
                tallies.add(new PhaseTally(
                        new PhaseRef(Phase.BEFORE, fault.id()), cohort, List.of(before), fault.effectiveLow()));
            }
            findings.stream()
                    .filter(finding ->
                            finding.fault().equals(fault) && finding.cohort().equals(cohort))
                    .forEach(finding -> prepare(finding, tallies));
        }
        phases.put(cohort, tallies);
    }

    private void prepare(Finding finding, List<PhaseTally> tallies) {
        String fault = finding.fault().id();
        long effect = finding.fault().effectiveLow();
        Spell impact = finding.impact();
        if (impact.until() > impact.from()) {
            tallies.add(new PhaseTally(new PhaseRef(Phase.IMPACT, fault), finding.cohort(), List.of(impact), effect));
        }
        Spell after = new Spell(impact.until(), timeline.end());
        if (finding.ended() && after.until() > after.from()) {
            tallies.add(new PhaseTally(new PhaseRef(Phase.AFTER, fault), finding.cohort(), List.of(after), effect));
        }
        @Nullable Goodness rule = goodness.get(finding.cohort());
        if (rule != null) {
            impacts.computeIfAbsent(finding.cohort(), cohort -> new ArrayList<>())
                    .add(new ImpactTally(finding, rule));
        }
    }
}
