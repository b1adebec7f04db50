package dev.crossfire.judge;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.impact.FaultFinding;
import dev.crossfire.judge.timeline.Interval;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.traffic.GoodRequestRule;

/** Counts what a fault did to a cohort's single requests. */
final class ImpactTally {
    private final FaultFinding finding;
    private final GoodRequestRule goodRule;
    private final Interval impact;
    private final Interval impactWindow;
    private final long onset;
    private long bad;
    private long errors;
    private long inFlight;
    private long inWindow;
    private long firstSuccess = Micros.NEVER;

    ImpactTally(FaultFinding finding, GoodRequestRule goodRule) {
        this.finding = finding;
        this.goodRule = goodRule;
        long effect = finding.fault().effectiveLow();
        long stableForMicros = goodRule.threshold().stableForMicros();
        impactWindow = new Interval(effect, Math.min(finding.observedUntil(), effect + stableForMicros));
        // Without an unhealthy interval there is no impact. Failed requests are counted nevertheless, over the time in
        // which an impact would show.
        impact = finding.unhealthyInterval() == null ? impactWindow : finding.impact();
        onset = finding.unhealthyInterval() == null
                ? Micros.NEVER
                : Math.max(effect, finding.unhealthyInterval().onset().bestMicros());
    }

    void add(RequestRecord request, boolean good) {
        long start = request.intendedMicros();
        if (impact.holds(start)) {
            bad += good ? 0 : 1;
            errors += request.isError() ? 1 : 0;
        }
        inWindow += impactWindow.holds(start) ? 1 : 0;
        inFlight += goodRule.inFlightAt(request, finding.fault().effectiveLow()) ? 1 : 0;
        if (good && start >= onset) {
            firstSuccess = Math.min(firstSuccess, start);
        }
    }

    FaultFinding finding() {
        return finding;
    }

    GoodRequestRule goodRule() {
        return goodRule;
    }

    long bad() {
        return bad;
    }

    long errors() {
        return errors;
    }

    /** Requests that were in flight when the fault took effect and failed because of it. */
    long inFlight() {
        return inFlight;
    }

    /** Intended start of the first good request after the onset; {@link Micros#NEVER} without one. */
    long firstSuccess() {
        return firstSuccess;
    }

    /** Requests a second from the fault's effect on, over one stable-for time. */
    double rate() {
        double seconds = Micros.seconds(impactWindow.until() - impactWindow.from());
        return seconds <= 0 ? 0 : inWindow / seconds;
    }
}
