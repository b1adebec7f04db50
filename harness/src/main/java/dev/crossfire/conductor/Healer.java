package dev.crossfire.conductor;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.guardian.Heartbeat;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Fault.FaultDelivery;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Heals everything that was prepared: first healing is requested for all, in reverse order, and then each fault is
 * probed until it is cleared, so that none waits for a slow one.
 */
final class Healer {
    /** What an environment may take over one fault, to make it ready or to heal it: each answer is bounded, and they add up. */
    static final Duration ONE_FAULT = Duration.ofMinutes(3);

    /** How long a fault may take to be seen cleared before it counts as unverified. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    /** A request that is refused or lost may succeed a moment later, and healing may be requested twice. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private static final Duration TRYING = Duration.ofSeconds(10);

    /**
     * For faults that are not cleared by then, and each time so much later, the environment is queried for what is
     * being rebuilt.
     */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    private static final String LAB_ENDED = "the lab has ended, and everything in it";

    private final OpenEnvironment open;
    private final Journal journal;
    private final TimeSource time;
    private final ProgressListener progress;
    private final List<PendingFault> left = new ArrayList<>();
    private final Heartbeat heartbeat;
    private boolean stopRequested;
    private @Nullable IOException unwritable;

    /**
     * A healer that has not begun.
     *
     * @param stopRequested whether a stop was requested already
     */
    Healer(RunContext context, boolean stopRequested) {
        this.heartbeat = context.heartbeat();
        this.stopRequested = stopRequested;
        this.open = context.environment();
        this.journal = context.journal();
        this.time = context.time();
        this.progress = context.progress();
    }

    /**
     * Requests healing for all; one failure does not keep the others from it, nor does a stop request.
     *
     * @param armed in the order in which they were prepared
     */
    void requestHealing(List<ArmedFault<?>> armed) {
        for (int i = armed.size() - 1; i >= 0; i--) {
            heartbeat.beat(ONE_FAULT);
            left.add(requestHealing(armed.get(i)));
            stopRequested |= Thread.interrupted();
        }
    }

    /**
     * Waits until all healed faults are seen to be cleared, closes their targets, and records what could not be
     * verified; no other thread may probe the targets. A second stop request cuts it short.
     *
     * @throws IOException when the journal could not be written; everything was healed all the same
     */
    void verifyCleared() throws IOException {
        Duration bound = time.elapsed().plus(BOUND);
        boolean enough = false;
        left.removeIf(PendingFault::isClosed);
        while (!left.isEmpty() && !enough && !hasCome(bound)) {
            try {
                time.sleepUntil(time.now().plus(BETWEEN_LOOKS));
            } catch (InterruptedException again) {
                enough = stopRequested;
                stopRequested = true;
            }
            left.removeIf(PendingFault::isClosed);
        }
        left.forEach(stuck -> stuck.close(open.isGone(), stuck.known()));
        if (stopRequested) {
            Thread.currentThread().interrupt();
        }
        if (unwritable != null) {
            throw new IOException("the journal could not be written", unwritable);
        }
    }

    /** By elapsed time: a wall clock that is set must neither end healing early nor keep it from ending. */
    private boolean hasCome(Duration moment) {
        return time.elapsed().compareTo(moment) >= 0;
    }

    private PendingFault requestHealing(ArmedFault<?> fault) {
        write(new JournalEvent.HealStarted(time.now(), fault.id()));
        PendingFault pending = new PendingFault(fault);
        pending.refused = refusal(fault);
        if (pending.refused != null && Thread.interrupted()) {
            // No request over a network survives an interrupt, and healing may be requested twice.
            stopRequested = true;
            pending.refused = refusal(fault);
        }
        return pending;
    }

    private static @Nullable String refusal(ArmedFault<?> fault) {
        try {
            fault.requestHealing();
            return null;
        } catch (FaultException | RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private void write(JournalEvent event) {
        try {
            journal.append(event);
        } catch (IOException failed) {
            unwritable = failed;
        }
    }

    /** One fault, from its healing to its end. */
    private final class PendingFault {
        private final ArmedFault<?> fault;
        private @Nullable String refused;
        private String seen = "it was not observed since";
        private Duration nextQuestion = time.elapsed().plus(BETWEEN_QUESTIONS);
        private final Duration deadline = time.elapsed().plus(TRYING);
        private Duration nextTry = time.elapsed().plus(BETWEEN_TRIES);
        private boolean reported;

        PendingFault(ArmedFault<?> fault) {
            this.fault = fault;
        }

        /** Probes once, or tries to heal it again, and closes it when all is known that ever will be. */
        boolean isClosed() {
            heartbeat.beat(ONE_FAULT);
            if (refused != null && !open.isGone() && hasCome(nextTry)) {
                nextTry = time.elapsed().plus(BETWEEN_TRIES);
                refused = refusal(fault);
            }
            boolean over = refused == null ? isGone() : open.isGone() || hasCome(deadline);
            if (over) {
                // A lab of this run that has died took everything with it that could have been left.
                close(refused == null || open.isGone(), known());
            }
            return over;
        }

        private String known() {
            if (refused == null) {
                return seen;
            }
            return open.isGone() ? LAB_ENDED : refused;
        }

        private boolean isGone() {
            try {
                ProbeResult probeResult = fault.probe();
                seen = probeResult.detail();
                if (probeResult.cleared() || hasCome(nextQuestion)) {
                    tellWhatIsRebuilt();
                }
                return probeResult.cleared() || open.isGone();
            } catch (RuntimeException mistake) {
                refused = String.valueOf(mistake.getMessage());
                return false;
            }
        }

        private void tellWhatIsRebuilt() {
            @Nullable String what = reported ? null : fault.rebuilding();
            nextQuestion = time.elapsed().plus(BETWEEN_QUESTIONS);
            if (what != null) {
                reported = true;
                write(new JournalEvent.Rebuilding(time.now(), fault.id(), what));
                progress.event(fault.id() + " is healed; still being rebuilt: " + what);
            }
        }

        void close(boolean proven, String why) {
            // Not before: until it was healed it may have gone on.
            @Nullable FaultDelivery delivery = fault.delivery();
            if (delivery != null) {
                write(new JournalEvent.FaultDelivered(time.now(), fault.id(), delivery.asked(), delivery.done()));
            }
            write(new JournalEvent.HealEnded(time.now(), fault.id(), proven, why));
            if (!proven) {
                progress.event(fault.id() + " is not verified to be cleared: " + why);
            }
            fault.close();
        }
    }
}
