package dev.crossfire.judge.load;

import dev.crossfire.judge.load.ArrivalCounts.ArrivalTest;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.LoadFigures.LoadDifference;
import dev.crossfire.model.verdict.LoadFigures.LoadFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the requests of a planned cohort with its plan where the arrivals of its users are not known.
 *
 * <p>Users send one request or more, and how many is not known. So only two differences can be detected, and only
 * before a fault slows users down: fewer requests than planned users, and no rise where a spike was planned.
 */
public final class RequestComparison {
    private final Cohort cohort;
    private final ArrivalCounts counts;
    private final Duration end;

    private RequestComparison(Cohort cohort, ArrivalCounts counts, Duration end) {
        this.cohort = cohort;
        this.counts = counts;
        this.end = end;
    }

    /**
     * Compares a cohort of which arrivals are not known.
     *
     * @param until up to when arrivals were planned, after t = 0
     * @param end the earlier of that and the first fault's effect
     */
    public static LoadFigures of(Cohort cohort, ArrivalCounts counts, Duration until, Duration end) {
        List<LoadFinding> findings = new RequestComparison(cohort, counts, end).findings();
        return new LoadFigures(
                cohort.name(),
                Math.round(cohort.arrivals(Duration.ZERO, until)),
                counts.total(),
                false,
                findings.isEmpty() ? null : false,
                findings);
    }

    private List<LoadFinding> findings() {
        List<LoadFinding> findings = new ArrayList<>();
        LoadInterval whole = new LoadInterval(Duration.ZERO, end);
        if (whole.isEmpty()) {
            return findings;
        }
        for (Spike spike : cohort.spikes()) {
            spike(spike, findings);
        }
        double planned = whole.planned(cohort);
        if (findings.isEmpty()
                && whole.sent(counts) < planned
                && ArrivalTest.differs(
                        whole.sent(counts), planned, cohort.spikes().size() + 1)) {
            findings.add(finding(
                    LoadDifference.RATE,
                    whole,
                    LoadInterval.words(whole.sentRate(counts)) + " requests were sent " + whole.words()
                            + ", fewer than the " + LoadInterval.words(whole.plannedRate(cohort)) + " users planned"));
        }
        return findings;
    }

    /** A planned rise that fails to come by half leaves too few requests, whatever each user sends. */
    private void spike(Spike spike, List<LoadFinding> findings) {
        Duration from = spike.at().plus(spike.ramp());
        LoadInterval held = new LoadInterval(from, from.plus(spike.hold()));
        LoadInterval before = new LoadInterval(Duration.ZERO, spike.at());
        if (held.isEmpty() || before.isEmpty() || held.until().compareTo(end) > 0) {
            return;
        }
        double rise = held.plannedRate(cohort) / before.plannedRate(cohort);
        double wanted = before.sentRate(counts) * held.seconds() * (1 + (rise - 1) / 2);
        if (held.sent(counts) < wanted
                && ArrivalTest.differs(
                        held.sent(counts), wanted, cohort.spikes().size() + 1)) {
            findings.add(finding(
                    LoadDifference.SPIKE_MISSING,
                    held,
                    "the spike to " + spike.to() + " at " + LoadInterval.words(spike.at()) + " did not happen: "
                            + LoadInterval.words(held.sentRate(counts)) + " requests were sent " + held.words()
                            + " after "
                            + LoadInterval.words(before.sentRate(counts)) + " before"));
        }
    }

    private LoadFinding finding(LoadDifference difference, LoadInterval where, String why) {
        return where.finding(difference, where.plannedRate(cohort), counts, why);
    }
}
