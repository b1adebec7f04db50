package dev.crossfire.testkit;

import static dev.crossfire.testkit.PlantedRun.instant;

import dev.crossfire.evidence.JournalEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The journal of a {@link PlantedRun}. */
final class PlantedJournal {
    private final List<JournalEvent> events = new ArrayList<>();
    private boolean loadEnds = true;
    private boolean confirms = true;

    PlantedJournal() {
        events.add(new JournalEvent.LoadStarted(PlantedRun.ZERO, PlantedRun.ZERO));
    }

    void add(JournalEvent event) {
        events.add(event);
    }

    void clear() {
        events.clear();
    }

    /** It lacks the end of the load. */
    void cutLoadShort() {
        loadEnds = false;
    }

    /** Faults from here on are not confirmed. */
    void leaveUnconfirmed() {
        confirms = false;
    }

    /** A fault that was injected 20 ms before it took effect, give or take 10 ms; one that outlasts the run is not cleared. */
    void fault(String id, double effective, double cleared) {
        Instant injected = instant(effective - 0.02);
        add(new JournalEvent.FaultIntended(injected, id, "outage", List.of("db"), Map.of()));
        add(new JournalEvent.FaultInjected(injected, id, injected, injected));
        add(new JournalEvent.FaultEffective(
                injected, id, instant(effective - 0.01), instant(effective + 0.01), "down"));
        if (confirms) {
            add(new JournalEvent.FaultConfirmed(injected, id, instant(effective + 0.5), "new writer"));
        }
        if (cleared < PlantedRun.LENGTH) {
            add(new JournalEvent.FaultCleared(injected, id, instant(cleared), "whole"));
        }
        add(new JournalEvent.HealEnded(injected, id, true, "whole"));
    }

    /** The events, with the end of a load of so many requests. */
    List<JournalEvent> events(long requests) {
        List<JournalEvent> all = new ArrayList<>(events);
        if (loadEnds) {
            all.add(new JournalEvent.LoadEnded(instant(PlantedRun.LENGTH), requests, null));
        }
        return all;
    }
}
