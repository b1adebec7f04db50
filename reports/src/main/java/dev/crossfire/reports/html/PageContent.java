package dev.crossfire.reports.html;

import dev.crossfire.model.Invocation;
import dev.crossfire.model.Plan;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.CommandText;
import dev.crossfire.reports.words.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * @param impacts when users were impacted and when the fault was in effect without measurable impact, a sentence per fault
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

    /**
     * A table of plain texts.
     *
     * @param heads with one entry a column
     * @param rows with as many entries each
     * @param remark what is not in it; empty when everything is
     */
    public record Table(List<String> heads, List<List<String>> rows, String remark) {
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
        }
    }

    /**
     * The section on how to repeat the run.
     *
     * @param command to type; empty when it was not recorded
     * @param facts name and value, one after the other in each entry
     * @param settings effective values and where each came from
     */
    public record RepeatSection(String command, Table facts, Table settings) {
        private static final int MOST_ORIGINS = 200;
        private static final int LONGEST_TEXT = 200;

        static RepeatSection of(Plan plan, Verdict verdict) {
            List<List<String>> facts = new ArrayList<>();
            facts.add(List.of("run", shown(verdict.run())));
            facts.add(List.of("scenario", shown(plan.scenario().title())));
            facts.add(List.of("environment", shown(plan.environment())));
            if (plan.baseUrl() != null) {
                facts.add(List.of("base URL", shown(plan.baseUrl().toString())));
            }
            facts.add(List.of("seed", String.valueOf(plan.seed())));
            facts.add(List.of("simulation", shown(plan.scenario().load().simulation())));
            plan.scenario()
                    .load()
                    .parameters()
                    .forEach((name, value) ->
                            facts.add(List.of("parameter " + shown(name), Redactor.value(name, value, LONGEST_TEXT))));
            plan.versions().forEach((name, value) -> facts.add(List.of(shown(name), shown(value))));
            verdict.labels().forEach((name, value) -> facts.add(List.of("label " + shown(name), shown(value))));
            return new RepeatSection(
                    command(plan, facts), new Table(List.of("what", "value"), facts, ""), origins(plan.origins()));
        }

        /** The command behind the plan; a calibration has none. */
        private static String command(Plan plan, List<List<String>> facts) {
            Invocation typed = plan.invocation();
            if (typed == null) {
                return "";
            }
            CommandText command = CommandText.of(typed);
            facts.add(List.of("working directory", shown(typed.directory())));
            if (!command.complete()) {
                facts.add(List.of("hidden", "values that look like secrets; put them back before you run the command"));
            }
            if (!typed.variables().isEmpty()) {
                facts.add(List.of("environment variables read", shown(String.join(", ", typed.variables()))));
            }
            return command.line();
        }

        private static Table origins(Map<String, String> origins) {
            List<List<String>> rows = origins.entrySet().stream()
                    .limit(MOST_ORIGINS)
                    .map(entry -> List.of(shown(entry.getKey()), shown(entry.getValue())))
                    .toList();
            String remark =
                    origins.size() > rows.size() ? "The first " + rows.size() + " of " + origins.size() + "." : "";
            return new Table(List.of("setting", "comes from"), rows, remark);
        }

        private static String shown(String text) {
            return Redactor.text(text, LONGEST_TEXT);
        }
    }
}
