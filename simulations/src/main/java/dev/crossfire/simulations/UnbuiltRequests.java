package dev.crossfire.simulations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests that could not be built, and keeps the first few reasons; called from many threads. */
final class UnbuiltRequests {
    private static final int MOST_REASONS = 5;
    private static final int LONGEST_REASON = 200;

    private final LongAdder count = new LongAdder();
    private final Set<String> reasons = ConcurrentHashMap.newKeySet();

    void add(String scenario, String request, String error) {
        count.increment();
        if (reasons.size() < MOST_REASONS) {
            String reason = scenario + " / " + request + ": " + error;
            reasons.add(reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason);
        }
    }

    /** What was counted; empty when every request could be built. */
    Optional<GeneratorEvent> event() {
        return count.sum() == 0
                ? Optional.empty()
                : Optional.of(new GeneratorEvent.RequestsNotBuilt(
                        count.sum(), List.copyOf(reasons).stream().sorted().toList()));
    }
}
