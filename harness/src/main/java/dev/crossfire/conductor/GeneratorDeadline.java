package dev.crossfire.conductor;

import dev.crossfire.evidence.JournalEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the load generator may be silent while its process is alive; pure.
 *
 * <p>On a saturated machine its lines come late. That is a finding about this machine, not a broken harness: what was
 * recorded is judged, but does not count where the generator's own shortage could be the cause.
 */
final class GeneratorDeadline {
    /** Many times the second at which it reports when all is normal. */
    private static final Duration ACCEPTABLE_SILENCE = Duration.ofSeconds(10);
    /** How much longer than planned the load may take before it is ordered to stop. */
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** How long it may take from then on, to end and to write its queue. */
    static final Duration LAST_CHANCE = Duration.ofMinutes(2);

    private final Instant late;
    private Instant lastReport;
    private boolean stopped;

    /**
     * Begins to wait.
     *
     * @param planned the load's length with its warm-up
     */
    GeneratorDeadline(Instant now, Duration planned) {
        lastReport = now;
        late = now.plus(planned).plus(GRACE);
    }

    /** Records that a report came, and the journal's entry for the silence before it, if it was long. */
    Optional<JournalEvent> alive(Instant now) {
        Optional<JournalEvent> silence = silence(now);
        lastReport = now;
        return silence;
    }

    /** The silence until now, if it is too long to go unmentioned. */
    Optional<JournalEvent> silence(Instant now) {
        Duration silent = Duration.between(lastReport, now);
        return silent.compareTo(ACCEPTABLE_SILENCE) < 0
                ? Optional.empty()
                : Optional.of(new JournalEvent.GeneratorStarved(
                        now,
                        "CPU time",
                        "it did not report for " + silent.toSeconds() + " s, though its process was alive"));
    }

    /** Whether the load should have ended and must be stopped; true once. */
    boolean mustStop(Instant now) {
        boolean first = !stopped && now.isAfter(late);
        stopped |= first;
        return first;
    }

    /** Why nothing more is to be waited for; null as long as there is. */
    @Nullable
    String over(Instant now) {
        return now.isAfter(late.plus(LAST_CHANCE))
                ? "the load generator did not end within "
                        + GRACE.plus(LAST_CHANCE).toSeconds() + " s after the load's planned end"
                : null;
    }
}
