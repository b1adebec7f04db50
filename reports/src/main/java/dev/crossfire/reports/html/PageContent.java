package dev.crossfire.reports.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole page; every text is plain and is escaped by the templates.
 *
 * @param outcome as {@code pass}
 * @param word the outcome as text
 * @param shape the outcome as a mark
 * @param about the scenario's title
 * @param first the run in one sentence for people who decide
 * @param impacts when users were impacted and when redundancy was reduced, a sentence a fault
 * @param facts of the run, as {@code seed 1}
 * @param advice what was missing and what to change
 * @param reasons the reason for each recovery figure
 * @param writes null when no ledger was kept
 */
public record PageContent(
        String title,
        String outcome,
        String word,
        String shape,
        String scenario,
        String about,
        String first,
        String sentence,
        List<String> facts,
        List<String> advice,
        List<ObjectiveView> objectives,
        List<CohortKey> cohorts,
        String timelineCaption,
        List<String> impacts,
        Table timeline,
        Table system,
        Table events,
        List<CloseUpView> closeUps,
        Table recovery,
        List<String> reasons,
        Table phases,
        Table names,
        Table percentiles,
        Table errors,
        @Nullable Table writes,
        List<FaultAudit> audit,
        List<String> blast,
        List<EvidenceCheck> evidenceChecks,
        RepeatSection repeat,
        Assets assets) {

    /** A cohort in the key to the colours; {@code index} chooses colour and dash. */
    public record CohortKey(int index, String name) {}

    /** An objective; {@code bulletChart} is null when there is nothing to draw. */
    public record ObjectiveView(
            String id,
            String outcome,
            String shape,
            String subject,
            String target,
            String measured,
            String interval,
            @Nullable BulletChart bulletChart,
            String why) {}

    /** A fault's window as text; {@code index} finds its picture. */
    public record CloseUpView(int index, String fault, String caption, Table bad) {}

    /** The journal's entries about a fault, or about the run when {@code fault} is empty. */
    public record FaultAudit(String fault, List<Line> lines) {}

    /** A sentence of the journal; {@code offset} after t = 0, {@code wall} as the clock showed. */
    public record Line(String offset, String wall, String sentence) {}
}
