package dev.crossfire.evidence;

import dev.crossfire.model.Plan;
import java.util.List;

/** Everything the judge may look at. */
public record Evidence(
        Plan plan, List<JournalEvent> journal, RequestSource requests, LedgerSource ledger, ProbeSource probes) {
    public Evidence {
        journal = List.copyOf(journal);
    }

    /** Evidence of a run in which nobody wrote anything, and that nobody watched. */
    public Evidence(Plan plan, List<JournalEvent> journal, RequestSource requests) {
        this(plan, journal, requests, LedgerSource.NONE, ProbeSource.NONE);
    }

    /** The journal's events of one type, in order. */
    public <T extends JournalEvent> List<T> events(Class<T> type) {
        return journal.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
