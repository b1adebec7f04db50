package dev.crossfire.reports.story;

import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.figures.CloseUp.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the windows to show closely: around each injected fault, from just before it to just after the last recovery.
 */
final class CloseUpChoice {
    private static final int MOST_CLOSE_UPS = 8;
    private static final Duration LEAD = Duration.ofSeconds(2);
    private static final Duration TAIL = Duration.ofSeconds(3);
    private static final Duration SHORTEST_CLOSE_UP = Duration.ofSeconds(8);
    private static final Duration LONGEST_CLOSE_UP = Duration.ofMinutes(2);

    private CloseUpChoice() {}

    /** In the faults' order; faults beyond the first eight appear as text only. */
    static List<Window> around(Verdict verdict, Instant zero, Duration end) {
        List<Window> windows = new ArrayList<>();
        for (FaultVerdict fault : verdict.faults()) {
            Instant asked = fault.injected() == null ? fault.effective() : fault.injected();
            if (asked != null && windows.size() < MOST_CLOSE_UPS) {
                windows.add(around(fault, asked, verdict, zero, end));
            }
        }
        return windows;
    }

    private static Window around(FaultVerdict fault, Instant asked, Verdict verdict, Instant zero, Duration end) {
        Duration from = Duration.between(zero, asked).minus(LEAD);
        Duration length = lastRecovery(fault, asked, verdict).plus(LEAD).plus(TAIL);
        length = longer(SHORTEST_CLOSE_UP, length.compareTo(LONGEST_CLOSE_UP) > 0 ? LONGEST_CLOSE_UP : length);
        Duration start = longer(Duration.ZERO, from);
        Duration stop = start.plus(length).compareTo(end) > 0 ? end : start.plus(length);
        return new Window(fault.id(), from.plus(LEAD).toNanos() / 1000, start.toNanos() / 1000, stop.toNanos() / 1000);
    }

    /** From the injection until the last cohort has recovered; until the fault was cleared when one never does. */
    private static Duration lastRecovery(FaultVerdict fault, Instant asked, Verdict verdict) {
        Instant effective = fault.effective() == null ? asked : fault.effective();
        Duration last = Duration.ZERO;
        for (CohortRecovery recovery : verdict.recovery()) {
            if (recovery.fault().equals(fault.id())) {
                last = longer(last, Duration.between(asked, effective).plus(lasted(recovery, fault, effective)));
            }
        }
        return last;
    }

    private static Duration lasted(CohortRecovery recovery, FaultVerdict fault, Instant effective) {
        Double seconds = recovery.high() == null ? recovery.seconds() : recovery.high();
        if (seconds != null) {
            return Duration.ofNanos((long) (seconds * 1e9));
        }
        @Nullable Instant cleared = fault.cleared();
        return recovery.state() == RecoveryState.NO_IMPACT || cleared == null
                ? Duration.ZERO
                : Duration.between(effective, cleared);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
