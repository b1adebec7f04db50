package dev.crossfire.conductor;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.Frame.Users;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.spi.FigureText;
import dev.crossfire.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the live frames whether every cohort has been healthy for long enough.
 *
 * <p>The frame of the current second is still under way, and the one before it may not have come in yet; more than that
 * one missing is no steady state, and neither is a window of one second that is missing. Closed users are counted, because
 * users who wait send nothing; throttled users are not, because most of them may wait for the throttle. The judge decides
 * again with every request.
 */
final class SteadyStateGate {
    /** Frames kept: more than the longest steady state that a scenario may ask for. */
    private static final int MOST_FRAMES = 3600;

    /** A busy load generator reports a second late; a fault waits for what shows that its cohorts are healthy. */
    private static final Duration LATE_FRAMES_BOUND = Duration.ofSeconds(3);

    private static final Duration BETWEEN_FRAME_CHECKS = Duration.ofMillis(20);

    private final Map<String, HealthCriteria> healthy;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Map<String, ArrivalModel> models = Map.of();
    private @Nullable Duration ended;

    SteadyStateGate(Map<String, HealthCriteria> healthy) {
        this.healthy = healthy;
    }

    /** Sets how the users of each cohort arrive. */
    synchronized void arrivals(Map<String, ArrivalModel> byCohort) {
        models = Map.copyOf(byCohort);
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

    /** Records that the load has ended, and when; empty while it runs. */
    synchronized Optional<String> ended() {
        return Optional.ofNullable(ended)
                .map(at -> "the load had ended " + FigureText.moment(at.toMillis() / 1000.0) + " after t = 0");
    }

    /** The answer, and what it rests on. */
    record GateDecision(boolean reached, String seen) {}

    /**
     * Waits until enough frames of the window before a moment after t = 0 have come in to decide, or the load has ended, or
     * so long that they will not come.
     */
    void awaitFrames(Duration at, Duration window, TimeSource time) throws InterruptedException {
        Duration latest = time.elapsed().plus(LATE_FRAMES_BOUND);
        while (!hasSeen(at, window) && ended().isEmpty() && time.elapsed().compareTo(latest) < 0) {
            time.sleepUntil(time.now().plus(BETWEEN_FRAME_CHECKS));
        }
    }

    private synchronized boolean hasSeen(Duration at, Duration window) {
        Seconds seconds = new Seconds(at, window);
        return isEnough(seconds, in(seconds));
    }

    private static boolean isEnough(Seconds seconds, List<Frame> seen) {
        return seen.size() >= Math.min(seconds.count(), Math.max(1, seconds.count() - 1));
    }

    private List<Frame> in(Seconds seconds) {
        return frames.stream()
                .filter(frame -> frame.second() >= seconds.from && frame.second() < seconds.until)
                .toList();
    }

    /** Whether every cohort was healthy over a window before a moment after t = 0. */
    synchronized GateDecision decide(Duration at, Duration window) {
        Seconds asked = new Seconds(at, window);
        List<Frame> inWindow = in(asked);
        if (!isEnough(asked, inWindow)) {
            return new GateDecision(
                    false, "only " + inWindow.size() + " of " + asked.count() + " seconds before the fault were seen");
        }
        List<String> seen = new ArrayList<>();
        // No cohort has a health rule: nothing shows that they are healthy.
        boolean reached = !healthy.isEmpty();
        for (Map.Entry<String, HealthCriteria> rule : healthy.entrySet()) {
            String cohort = rule.getKey();
            List<CohortFrame> seconds = inWindow.stream()
                    .flatMap(frame -> Stream.ofNullable(frame.cohorts().get(cohort)))
                    .toList();
            GateDecision one = decide(cohort, rule.getValue(), seconds);
            reached &= one.reached();
            seen.add(one.seen());
        }
        return new GateDecision(reached, String.join(", ", seen));
    }

    private GateDecision decide(String cohort, HealthCriteria rule, List<CohortFrame> seconds) {
        long done = seconds.stream().mapToLong(CohortFrame::done).sum();
        List<Users> users = seconds.stream()
                .flatMap(second -> Stream.ofNullable(second.users()))
                .filter(atEnd -> atEnd.active() > 0)
                .toList();
        return models.get(cohort) == ArrivalModel.CLOSED && !users.isEmpty()
                ? byUsers(cohort, rule, done, users)
                : byRequests(cohort, rule, done, seconds);
    }

    private static GateDecision byRequests(String cohort, HealthCriteria rule, long done, List<CohortFrame> seconds) {
        if (done == 0) {
            return new GateDecision(false, cohort + " sent nothing");
        }
        long good = seconds.stream().mapToLong(CohortFrame::good).sum();
        return new GateDecision(
                good >= rule.success().value() * done,
                cohort + " " + FigureText.percent((double) good / done) + " good of " + FigureText.count(done));
    }

    private static GateDecision byUsers(String cohort, HealthCriteria rule, long done, List<Users> users) {
        long active = users.stream().mapToLong(Users::active).sum();
        long healthy = active - users.stream().mapToLong(Users::unhealthy).sum();
        Users worst = Collections.max(users, Comparator.comparingLong(Users::unhealthy));
        String seen = "users of " + cohort + " " + FigureText.percent((double) healthy / active) + " healthy, at worst "
                + worst.unhealthy() + " of " + worst.active() + " unhealthy (" + worst.waiting()
                + " waited longer than "
                + DurationText.format(rule.within()) + ")";
        return new GateDecision(
                done > 0 && healthy >= rule.success().value() * active,
                done > 0 ? seen : cohort + " got no answer; " + seen);
    }

    /** The seconds of a window before a moment after t = 0; the last is excluded. */
    private record Seconds(long from, long until) {
        Seconds(Duration at, Duration window) {
            // The second before it at least, even if the window is shorter than one.
            this(Math.max(0, Math.min(at.minus(window).toSeconds(), at.toSeconds() - 1)), at.toSeconds());
        }

        long count() {
            return until - from;
        }
    }
}
