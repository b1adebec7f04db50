package dev.crossfire.judge;

import dev.crossfire.judge.impact.FaultFinding;
import dev.crossfire.judge.impact.UnhealthyInterval;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.model.verdict.CohortRecovery.PostFaultIntervals;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the figures of the impact that began after a fault was cleared. */
final class PostFaultImpactFigures {
    private static final double MILLIS_A_SECOND = 1000;

    private PostFaultImpactFigures() {}

    /** The figures; null when the fault was not verified to be cleared, or too little was seen after that. */
    static @Nullable PostFaultIntervals of(FaultFinding finding, long holdMicros) {
        @Nullable Instant gone = finding.fault().cleared();
        if (gone == null) {
            return null;
        }
        long cleared = Micros.of(gone);
        List<UnhealthyInterval> impact = finding.postFaultImpact();
        if (impact.isEmpty()) {
            return cleared + holdMicros <= finding.seenUntil() ? new PostFaultIntervals(0, null, 0.0, 0, 0.0) : null;
        }
        UnhealthyInterval longest = impact.stream()
                .max(Comparator.comparingLong(PostFaultImpactFigures::length))
                .orElseThrow();
        boolean ended = impact.stream().allMatch(one -> one.end().highMicros() + holdMicros <= finding.seenUntil());
        return new PostFaultIntervals(
                impact.size(),
                seconds(impact.get(0).onset().bestMicros() - cleared),
                ended ? seconds(length(longest)) : null,
                seconds(Math.min(longest.end().lowMicros(), finding.seenUntil())
                        - longest.onset().highMicros()),
                ended ? seconds(longest.end().highMicros() - longest.onset().lowMicros()) : null);
    }

    /** How long an unhealthy interval most likely lasted, microseconds. */
    static long length(UnhealthyInterval unhealthyInterval) {
        return unhealthyInterval.end().bestMicros() - unhealthyInterval.onset().bestMicros();
    }

    private static double seconds(long micros) {
        return Math.max(0, Math.round(Micros.seconds(micros) * MILLIS_A_SECOND) / MILLIS_A_SECOND);
    }
}
