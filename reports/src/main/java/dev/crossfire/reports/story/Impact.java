package dev.crossfire.reports.story;

import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.PostFaultIntervals;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.FaultVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The impact of one fault: when users were impacted, and when it was in effect without measurable impact.
 *
 * @param from when the fault took effect, seconds after t = 0
 * @param to when it was verified to be cleared, or the end of load when it was not
 * @param cleared whether it was verified to be cleared
 * @param users when cohorts were impacted
 * @param withoutImpact when the fault was in effect and no cohort was impacted; empty when that is unknown
 */
public record Impact(
        String fault, double from, double to, boolean cleared, List<UserSpan> users, List<TimeSpan> withoutImpact) {
    /** A shorter interval is within the uncertainty of the moments. */
    private static final double SHORTEST_SECONDS = 0.05;

    public Impact {
        users = List.copyOf(users);
        withoutImpact = List.copyOf(withoutImpact);
    }

    /** An interval, seconds after t = 0. */
    public record TimeSpan(double from, double to) {
        double length() {
            return to - from;
        }
    }

    /**
     * When one cohort was impacted.
     *
     * @param ended whether its end was seen; the interval ends with load when it was not
     */
    public record UserSpan(String cohort, TimeSpan span, boolean ended) {}

    /** One for each fault that took effect, in the faults' order. */
    public static List<Impact> of(RunStory story) {
        List<Impact> impacts = new ArrayList<>();
        for (FaultVerdict fault : story.verdict().faults()) {
            if (fault.effective() != null) {
                impacts.add(of(fault, story.seconds(fault.effective()), story));
            }
        }
        return impacts;
    }

    private static Impact of(FaultVerdict fault, double from, RunStory story) {
        double end = story.end().toNanos() / 1e9;
        boolean cleared = fault.cleared() != null;
        double to = fault.cleared() == null ? Math.max(end, from) : story.seconds(fault.cleared());
        List<UserSpan> users = new ArrayList<>();
        boolean known = false;
        for (CohortRecovery recovery : story.verdict().recovery()) {
            if (recovery.fault().equals(fault.id())) {
                known |= recovery.state() != RecoveryState.UNHEALTHY_BEFORE;
                users.addAll(spans(recovery, from, to, Math.max(end, from)));
            }
        }
        return new Impact(fault.id(), from, to, cleared, users, known ? withoutImpact(from, to, users) : List.of());
    }

    private static List<UserSpan> spans(CohortRecovery recovery, double from, double cleared, double end) {
        List<UserSpan> spans = new ArrayList<>();
        boolean impacted =
                recovery.state() != RecoveryState.NO_IMPACT && recovery.state() != RecoveryState.UNHEALTHY_BEFORE;
        if (impacted) {
            double onset = recovery.onsetSeconds() == null ? 0 : recovery.onsetSeconds();
            Double took = recovery.seconds();
            double to = took == null ? end : from + took;
            spans.add(new UserSpan(recovery.cohort(), new TimeSpan(Math.min(from + onset, to), to), took != null));
        }
        PostFaultIntervals harm = recovery.postFaultImpact();
        if (harm != null && harm.times() > 0 && harm.onsetSeconds() != null) {
            double onset = cleared + harm.onsetSeconds();
            @Nullable Double took = harm.seconds();
            double to = took == null ? Math.max(end, onset) : onset + took;
            spans.add(new UserSpan(recovery.cohort(), new TimeSpan(onset, to), took != null));
        }
        return spans;
    }

    /** What is left of the fault's time when every cohort's impact is taken out. */
    private static List<TimeSpan> withoutImpact(double from, double to, List<UserSpan> users) {
        List<TimeSpan> withoutImpact = new ArrayList<>();
        double at = from;
        List<TimeSpan> sorted = users.stream()
                .map(UserSpan::span)
                .sorted(Comparator.comparingDouble(TimeSpan::from))
                .toList();
        for (TimeSpan span : sorted) {
            withoutImpact.add(new TimeSpan(at, Math.min(span.from(), to)));
            at = Math.max(at, span.to());
        }
        withoutImpact.add(new TimeSpan(at, to));
        return withoutImpact.stream()
                .filter(span -> span.length() >= SHORTEST_SECONDS)
                .toList();
    }
}
