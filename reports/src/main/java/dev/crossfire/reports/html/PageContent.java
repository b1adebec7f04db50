package dev.crossfire.reports.html;

import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import java.util.List;
import java.util.Optional;
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
    public record FaultAudit(String fault, List<AuditLine> lines) {}

    /** A sentence of the journal; {@code offset} after t = 0, {@code wall} as the clock showed. */
    public record AuditLine(String offset, String wall, String sentence) {}

    /**
     * A measured figure beside its target, as positions from 0 to 100.
     *
     * @param value where the bar ends
     * @param low where the interval begins
     * @param high where it ends
     * @param target where the target's tick stands
     * @param beyond whether the value lies beyond the scale's end
     */
    public record BulletChart(double value, double low, double high, double target, boolean beyond) {
        private static final double HEADROOM = 1.15;
        /** What is far beyond the target ends at the edge, or the target would vanish at the other. */
        private static final double MOST_TARGETS = 4;

        /** The picture of an objective; empty when nothing was measured or the target is no figure. */
        static Optional<BulletChart> of(ObjectiveVerdict objective) {
            MeasuredFigure measured = objective.measured();
            Double target = objective.target().value();
            return measured == null || target == null ? Optional.empty() : Optional.of(of(measured, target));
        }

        private static BulletChart of(MeasuredFigure measured, double target) {
            double value = measured.value();
            double low = measured.low() == null ? value : measured.low();
            double high = measured.high() == null ? value : measured.high();
            double most = Math.max(target, Math.max(high, value)) * HEADROOM;
            if (target > 0) {
                most = Math.min(most, target * MOST_TARGETS);
            }
            // No target and no figure: an empty scale with the tick at its start.
            double scale = most > 0 ? most : 1;
            return new BulletChart(at(value, scale), at(low, scale), at(high, scale), at(target, scale), value > scale);
        }

        private static double at(double value, double most) {
            return Math.round(1000 * Math.max(0, Math.min(1, value / most))) / 10.0;
        }
    }
}
