package dev.crossfire.guardian;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The conductor's view of its guardian's answers, and whether they still allow an injection; reads no clock. */
final class GuardianLiveness {
    /** More than a wall clock is corrected by while a run lasts; less than any schedule accepts. */
    private static final Duration LARGEST_STEP = Duration.ofSeconds(2);

    private final Duration limit;
    private Duration lastAck;
    private Instant lastAckAt;
    private @Nullable String slept;

    /**
     * Begins as if an answer had just come.
     *
     * @param limit how old the last answer may be; well below the guardian's own patience, so that a conductor that was
     *     stopped notices before the guardian's message arrives
     */
    GuardianLiveness(Duration limit, Duration elapsed, Instant wall) {
        this.limit = limit;
        this.lastAck = elapsed;
        this.lastAckAt = wall;
    }

    /** The guardian answered. */
    synchronized void onAck(Duration elapsed, Instant wall) {
        compare(elapsed, wall);
        lastAck = elapsed;
        lastAckAt = wall;
    }

    /** Why nothing may be injected; null when it may. A clock that has jumped once stays a reason. */
    synchronized @Nullable String objection(Duration elapsed, Instant wall) {
        compare(elapsed, wall);
        Duration silent = silence(elapsed);
        return silent.compareTo(limit) > 0
                ? "the guardian has not answered for " + seconds(silent) + " s; expected at most " + seconds(limit)
                : slept;
    }

    /** How old the last answer is. */
    synchronized Duration silence(Duration elapsed) {
        return elapsed.minus(lastAck);
    }

    private void compare(Duration elapsed, Instant wall) {
        Duration step = Duration.between(lastAckAt, wall).minus(elapsed.minus(lastAck));
        if (step.abs().compareTo(LARGEST_STEP) > 0) {
            slept = "the wall clock moved by " + seconds(step)
                    + " s against monotonic time: the machine slept, or its clock was set";
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
