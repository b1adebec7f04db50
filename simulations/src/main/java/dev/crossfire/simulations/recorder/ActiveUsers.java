package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.Frame;
import dev.crossfire.simulations.recorder.RunObserver.UserEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The active users of one scenario: which wait for an answer, since when, and how each one's last answer was.
 *
 * <p>A user is unhealthy while a request has been unanswered for longer than L, and after a bad answer until a good
 * one. A user who takes over the number of one who left takes over the last answer, too, as in the judge's count. A
 * number under which nothing was sent yet belongs to no user. May be used from many threads; memory grows with the
 * users that are active at the same time.
 */
final class ActiveUsers implements UserEvents {
    /** Where no latency limit is known, a user who waits longer than this counts as waiting. */
    private static final long WITHOUT_LIMIT = TimeUnit.SECONDS.toMicros(1);

    private final @Nullable Long withinMicros;
    private final Map<Integer, User> users = new ConcurrentHashMap<>();

    /** @param withinMicros L; null when the cohort has none */
    ActiveUsers(@Nullable Long withinMicros) {
        this.withinMicros = withinMicros;
    }

    private static final class User {
        private final List<Long> inFlight = new ArrayList<>(1);
        private boolean here;
        private boolean begun;
        private boolean lastWasBad;

        synchronized void present(boolean isHere) {
            here = isHere;
            inFlight.clear();
        }

        synchronized void sent(long micros) {
            begun = true;
            inFlight.add(micros);
        }

        /** A request is sent just before Gatling notes its start: the answer belongs to the latest one before that. */
        synchronized void ended(long startMicros, boolean good) {
            begun = true;
            lastWasBad = !good;
            int latest = inFlight.size() - 1;
            while (latest > 0 && inFlight.get(latest) > startMicros) {
                latest--;
            }
            if (latest >= 0) {
                inFlight.remove(latest);
            }
        }

        synchronized boolean isActive() {
            return here && begun;
        }

        synchronized boolean waitsSince(long micros) {
            return !inFlight.isEmpty() && inFlight.get(0) < micros;
        }

        synchronized boolean hadBadAnswer() {
            return lastWasBad;
        }
    }

    @Override
    public void arrived(int user) {
        of(user).present(true);
    }

    @Override
    public void left(int user) {
        of(user).present(false);
    }

    @Override
    public void sent(int user, long micros) {
        of(user).sent(micros);
    }

    /** Notes the end of a request of any kind, microseconds since the epoch. */
    void ended(int user, long startMicros, long endMicros, boolean correct) {
        Long within = withinMicros;
        of(user).ended(startMicros, correct && (within == null || endMicros - startMicros <= within));
    }

    /** Counts the users at a moment, microseconds since the epoch. */
    Frame.Users count(long nowMicros) {
        Long within = withinMicros;
        long longest = nowMicros - (within == null ? WITHOUT_LIMIT : within);
        long active = 0;
        long waiting = 0;
        long unhealthy = 0;
        for (User user : users.values()) {
            if (user.isActive()) {
                boolean waits = user.waitsSince(longest);
                active++;
                waiting += waits ? 1 : 0;
                unhealthy += (waits && within != null) || user.hadBadAnswer() ? 1 : 0;
            }
        }
        return new Frame.Users(active, waiting, unhealthy);
    }

    private User of(int user) {
        return users.computeIfAbsent(user, number -> new User());
    }
}
