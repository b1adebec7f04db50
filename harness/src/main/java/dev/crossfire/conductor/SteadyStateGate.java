package dev.crossfire.conductor;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.model.WellRule;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says from the live frames whether everyone has been well for long enough; pure.
 *
 * <p>The frame of the second in which the question is asked is still under way, and the one before it may not have come
 * in yet; more than that one missing is no steady state. The judge looks again with every request.
 */
final class SteadyStateGate {
    /** Frames kept: more than the longest steady state that a scenario may ask for. */
    private static final int MOST_FRAMES = 3600;

    private final Map<String, WellRule> well;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private @Nullable Duration ended;

    SteadyStateGate(Map<String, WellRule> well) {
        this.well = well;
    }

    synchronized void add(Frame frame) {
        frames.addLast(frame);
        if (frames.size() > MOST_FRAMES) {
            frames.removeFirst();
        }
    }

    /** No more frames will come: the load ended this long after t = 0. */
    synchronized void loadEnded(Duration at) {
        ended = at;
    }

    /** That the load has ended, and when, in words; empty while it runs. */
    synchronized Optional<String> ended() {
        return Optional.ofNullable(ended)
                .map(at -> String.format(Locale.ROOT, "the load had ended %.1f s after t = 0", at.toMillis() / 1000.0));
    }

    /** The answer, and what it rests on. */
    record Answer(boolean held, String seen) {}

    /** Whether everyone was well over a window before a moment after t = 0. */
    synchronized Answer ask(Duration at, Duration window) {
        long until = at.toSeconds();
        long from = Math.max(0, at.minus(window).toSeconds());
        List<Frame> inWindow = frames.stream()
                .filter(frame -> frame.second() >= from && frame.second() < until)
                .toList();
        if (inWindow.size() < until - from - 1) {
            return new Answer(
                    false, "only " + inWindow.size() + " of " + (until - from) + " seconds before the fault were seen");
        }
        List<String> seen = new ArrayList<>();
        // Nobody of whom it is known when they are well: nothing shows that they are.
        boolean held = !well.isEmpty();
        for (Map.Entry<String, WellRule> rule : well.entrySet()) {
            long done = sum(inWindow, rule.getKey(), false);
            long good = sum(inWindow, rule.getKey(), true);
            double needed = rule.getValue().ratio().value();
            held &= done > 0 && good >= needed * done;
            seen.add(
                    done == 0
                            ? rule.getKey() + " sent nothing"
                            : String.format(
                                    Locale.ROOT, "%s %.2f %% good of %d", rule.getKey(), 100.0 * good / done, done));
        }
        return new Answer(held, String.join(", ", seen));
    }

    private static long sum(List<Frame> frames, String cohort, boolean good) {
        long sum = 0;
        for (Frame frame : frames) {
            CohortFrame second = frame.cohorts().get(cohort);
            if (second != null) {
                sum += good ? second.good() : second.done();
            }
        }
        return sum;
    }
}
