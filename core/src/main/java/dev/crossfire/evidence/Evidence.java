package dev.crossfire.evidence;

import dev.crossfire.model.Plan;
import dev.crossfire.model.verdict.EvidenceFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All evidence that the judge may read.
 *
 * @param integrity whether it is as the run wrote it
 * @param control the run without faults that this one is compared with; null without one
 */
public record Evidence(
        Plan plan,
        List<JournalEvent> journal,
        RequestSource requests,
        @Nullable ControlRun control,
        LedgerSource ledger,
        ObservationSource observations,
        EvidenceFigures integrity) {
    public Evidence {
        journal = List.copyOf(journal);
    }

    /** Evidence that was never in files, so that nothing can have happened to it. */
    public Evidence(
            Plan plan,
            List<JournalEvent> journal,
            RequestSource requests,
            @Nullable ControlRun control,
            LedgerSource ledger,
            ObservationSource observations) {
        this(plan, journal, requests, control, ledger, observations, EvidenceFigures.WHOLE);
    }

    /** Evidence without a control run, a ledger or external checks. */
    public Evidence(Plan plan, List<JournalEvent> journal, RequestSource requests) {
        this(plan, journal, requests, null, LedgerSource.NONE, ObservationSource.NONE);
    }

    /** Evidence without a ledger or external checks. */
    public Evidence(Plan plan, List<JournalEvent> journal, RequestSource requests, @Nullable ControlRun control) {
        this(plan, journal, requests, control, LedgerSource.NONE, ObservationSource.NONE);
    }

    /** The journal's events of one type, in order. */
    public <T extends JournalEvent> List<T> events(Class<T> type) {
        return journal.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
