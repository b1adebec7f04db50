package dev.crossfire.judge;

import dev.crossfire.judge.impact.Attribution;
import dev.crossfire.judge.impact.FaultFinding;
import dev.crossfire.judge.impact.UnhealthyInterval;
import dev.crossfire.judge.recovery.Bracket;
import dev.crossfire.judge.recovery.DetectionLimit;
import dev.crossfire.judge.timeline.FaultMoments;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.PostFaultIntervals;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.spi.FigureText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Puts what a fault did to a cohort into figures, counted from the fault's effect, and into a sentence. */
final class RecoveryFigures {
    private static final double TENTH = 0.1;
    private static final double MILLIS_PER_SECOND = 1000;

    private final ImpactTally tally;
    private final FaultFinding finding;
    private final FaultMoments fault;
    private final @Nullable UnhealthyInterval unhealthyInterval;
    private final @Nullable Bracket end;
    private final boolean ended;

    private RecoveryFigures(ImpactTally tally) {
        this.tally = tally;
        finding = tally.finding();
        fault = finding.fault();
        unhealthyInterval = finding.state() == RecoveryState.UNHEALTHY_BEFORE ? null : finding.unhealthyInterval();
        end = unhealthyInterval == null ? null : unhealthyInterval.end();
        ended = end != null && finding.ended();
    }

    static CohortRecovery of(ImpactTally tally) {
        return new RecoveryFigures(tally).recovery();
    }

    private CohortRecovery recovery() {
        return new CohortRecovery(
                fault.id(),
                finding.cohort(),
                finding.state(),
                unhealthyInterval == null
                        ? null
                        : since(unhealthyInterval.onset().bestMicros(), fault.effectiveBest()),
                ended && end != null ? best(end) : null,
                end == null ? null : low(end),
                ended && end != null ? high(end) : null,
                ended && end != null && fault.injected() != null
                        ? since(end.bestMicros(), Micros.of(fault.injected()))
                        : null,
                finding.relapses(),
                tally.bad(),
                tally.errors(),
                tally.firstSuccess() == Micros.NEVER ? null : since(tally.firstSuccess(), fault.effectiveBest()),
                smallest(1),
                tally.inFlight(),
                PostFaultImpactFigures.of(finding, stableForMicros()),
                why());
    }

    private double best(Bracket bracket) {
        return since(bracket.bestMicros(), fault.effectiveBest());
    }

    private double low(Bracket bracket) {
        return since(Math.min(bracket.lowMicros(), finding.observedUntil()), fault.effectiveHigh());
    }

    private double high(Bracket bracket) {
        return since(bracket.highMicros(), fault.effectiveLow());
    }

    /**
     * Seconds from one moment to another, to the millisecond; an effect that seems to precede its cause counts as
     * simultaneous.
     */
    private static double since(long moment, long from) {
        return Math.max(0, Math.round(Micros.seconds(moment - from) * MILLIS_PER_SECOND) / MILLIS_PER_SECOND);
    }

    private @Nullable Double smallest(double severity) {
        OptionalDouble seconds = DetectionLimit.seconds(tally.goodRule().threshold(), tally.rate(), severity);
        return seconds.isEmpty() ? null : Math.ceil(seconds.getAsDouble() * MILLIS_PER_SECOND) / MILLIS_PER_SECOND;
    }

    private String why() {
        String state =
                switch (finding.state()) {
                    case NO_IMPACT -> withoutImpact();
                    case UNHEALTHY_BEFORE ->
                        "already unhealthy in the " + stableFor() + " before " + fault.id()
                                + " took effect, so its impact cannot be determined";
                    case CENSORED -> censored();
                    case METASTABLE ->
                        "still unhealthy "
                                + FigureText.written(Micros.duration(Attribution.METASTABLE_FACTOR * stableForMicros()))
                                + " after " + fault.id() + " was cleared and the load was back at its base";
                    case CONFOUNDED ->
                        ended() + "; " + fault.id() + " cannot be distinguished from "
                                + String.join(", ", finding.causes()) + " within " + stableFor();
                    case RECOVERED -> ended();
                };
        return state + relapses() + returned();
    }

    /** Failed requests are listed beside it, or "no impact" would read as "nothing failed". */
    private String withoutImpact() {
        if (!finding.postFaultImpact().isEmpty()) {
            return "no measurable impact while the fault was in effect" + visible();
        }
        return (tally.bad() == 0
                        ? "no measurable impact"
                        : "stayed healthy, with " + FigureText.count(tally.bad(), "bad request"))
                + visible();
    }

    private String ended() {
        if (unhealthyInterval == null || end == null) {
            return "no measurable impact";
        }
        if (!ended) {
            return "not yet healthy for " + stableFor() + " when the evidence ended";
        }
        String named = unhealthyInterval.shared() ? ", '" + unhealthyInterval.name() + "' last" : "";
        return "recovered " + FigureText.seconds(best(end)) + " after " + fault.id() + " took effect (between "
                + FigureText.bareSeconds(low(end)) + " and " + FigureText.seconds(high(end)) + ")" + named;
    }

    private String censored() {
        String length = FigureText.seconds(Micros.seconds(finding.observedUntil() - fault.effectiveBest()));
        if (end == null) {
            return "the evidence ends " + length + " after " + fault.id()
                    + " took effect, too soon to tell whether it had an impact";
        }
        if (finding.laterFault() != null) {
            return "still unhealthy when " + finding.laterFault() + " came, " + length + " after " + fault.id()
                    + " took effect; the whole unhealthy interval was last seen "
                    + FigureText.seconds(best(end)) + " after it";
        }
        return "unhealthy for at least " + FigureText.seconds(low(end)) + "; the evidence ends " + length + " after "
                + fault.id() + " took effect, before " + stableFor() + " of healthy answers could be seen";
    }

    private String visible() {
        @Nullable Double total = smallest(1);
        @Nullable Double tenth = smallest(TENTH);
        if (total == null) {
            return ", but there were too few requests to show any";
        }
        return "; detection limit: all requests failing for " + FigureText.seconds(total)
                + (tenth == null ? "" : ", or one in ten failing for " + FigureText.seconds(tenth));
    }

    private String relapses() {
        int count = finding.relapses();
        return count == 0 ? "" : "; relapsed " + count + (count == 1 ? " time" : " times") + " later";
    }

    private String returned() {
        List<UnhealthyInterval> intervals = finding.postFaultImpact();
        if (intervals.isEmpty()) {
            return "";
        }
        UnhealthyInterval first = intervals.get(0);
        return "; unhealthy for " + FigureText.seconds(Micros.seconds(PostFaultImpactFigures.length(first)))
                + " after it was cleared, which does not count as recovery time";
    }

    private long stableForMicros() {
        return tally.goodRule().threshold().stableForMicros();
    }

    private String stableFor() {
        return FigureText.written(Micros.duration(stableForMicros()));
    }

    /** Computes the figures of the impact that began after a fault was cleared. */
    private static final class PostFaultImpactFigures {
        private static final double MILLIS_PER_SECOND = 1000;

        private PostFaultImpactFigures() {}

        /** The figures; null when the fault was not verified to be cleared, or too little was seen after that. */
        static @Nullable PostFaultIntervals of(FaultFinding finding, long stableForMicros) {
            @Nullable Instant gone = finding.fault().cleared();
            if (gone == null) {
                return null;
            }
            long cleared = Micros.of(gone);
            List<UnhealthyInterval> impact = finding.postFaultImpact();
            if (impact.isEmpty()) {
                return cleared + stableForMicros <= finding.observedUntil()
                        ? new PostFaultIntervals(0, null, 0.0, 0, 0.0)
                        : null;
            }
            UnhealthyInterval longest = impact.stream()
                    .max(Comparator.comparingLong(PostFaultImpactFigures::length))
                    .orElseThrow();
            boolean ended = impact.stream()
                    .allMatch(one -> one.end().highMicros() + stableForMicros <= finding.observedUntil());
            return new PostFaultIntervals(
                    impact.size(),
                    seconds(impact.get(0).onset().bestMicros() - cleared),
                    ended ? seconds(length(longest)) : null,
                    seconds(Math.min(longest.end().lowMicros(), finding.observedUntil())
                            - longest.onset().highMicros()),
                    ended ? seconds(longest.end().highMicros() - longest.onset().lowMicros()) : null);
        }

        /** How long an unhealthy interval most likely lasted, microseconds. */
        static long length(UnhealthyInterval unhealthyInterval) {
            return unhealthyInterval.end().bestMicros()
                    - unhealthyInterval.onset().bestMicros();
        }

        private static double seconds(long micros) {
            return Math.max(0, Math.round(Micros.seconds(micros) * MILLIS_PER_SECOND) / MILLIS_PER_SECOND);
        }
    }
}
