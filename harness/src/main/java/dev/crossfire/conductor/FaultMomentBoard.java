package dev.crossfire.conductor;

import dev.crossfire.model.Start;
import dev.crossfire.model.Start.FaultMoment;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The moments of a run's faults as they come: one fault may wait for another's. Any thread may read and write. */
final class FaultMomentBoard {
    private final Map<String, Map<FaultMoment, Instant>> reached = new TreeMap<>();
    private final Set<String> over = new HashSet<>();

    /** A fault has reached a moment. */
    synchronized void reached(String fault, FaultMoment moment, Instant when) {
        reached.computeIfAbsent(fault, id -> new EnumMap<>(FaultMoment.class)).putIfAbsent(moment, when);
        notifyAll();
    }

    /** A fault will reach no more moments. */
    synchronized void over(String fault) {
        over.add(fault);
        notifyAll();
    }

    /** Waits until a fault has been injected, or never will be. */
    void awaitBegun(String fault) throws InterruptedException {
        await(fault, FaultMoment.INJECTED);
    }

    /** Waits for the moment that another fault's start hangs on, and adds the delay; empty when it will not come. */
    Optional<Instant> awaitDue(Start.After after) throws InterruptedException {
        return await(after.fault(), after.event()).map(moment -> moment.plus(after.delay()));
    }

    private synchronized Optional<Instant> await(String fault, FaultMoment moment) throws InterruptedException {
        while (when(fault, moment) == null && !over.contains(fault)) {
            wait();
        }
        return Optional.ofNullable(when(fault, moment));
    }

    /** The other faults that were under way at some time since a moment, by id. */
    synchronized List<String> underWaySince(Instant since, String fault) {
        return reached.keySet().stream()
                .filter(other -> !other.equals(fault) && when(other, FaultMoment.INJECTED) != null)
                .filter(other -> {
                    Instant cleared = when(other, FaultMoment.CLEARED);
                    // What has outlived its bound was not meant to last this long.
                    return cleared == null ? !over.contains(other) : cleared.isAfter(since);
                })
                .toList();
    }

    private @Nullable Instant when(String fault, FaultMoment moment) {
        return reached.getOrDefault(fault, Map.of()).get(moment);
    }
}
