package dev.crossfire.reports;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.PrintableText;
import dev.crossfire.model.verdict.Drills.Drill;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * TAP version 14: a test point for the run and one for each objective. What is inconclusive is not ok, and a run that
 * broke or left a fault behind bails out.
 */
public final class TapFormat implements Format {
    private static final int LONGEST_TEXT = 400;

    @Override
    public String name() {
        return "tap";
    }

    @Override
    public boolean isDefault() {
        return false;
    }

    @Override
    public String fileName() {
        return "results.tap";
    }

    @Override
    public void write(RunDirectory run) throws IOException {
        Verdict verdict = run.verdict();
        Plan plan = run.plan();
        TapText text = new TapText(1 + verdict.objectives().size());
        text.whole(verdict, Headline.of(verdict));
        for (ObjectiveVerdict objective : verdict.objectives()) {
            boolean applies = ObjectiveText.applies(plan, objective);
            text.objective(objective, ObjectiveText.measured(verdict, objective), applies);
        }
        AtomicFile.write(run.file(fileName()), text.finish(verdict));
    }

    @Override
    public void write(RepeatDirectory all) throws IOException {
        Verdict verdict = all.verdict();
        TapText text = new TapText(1 + verdict.objectives().size());
        text.whole(verdict, DrillsText.headline(verdict));
        for (ObjectiveVerdict objective : verdict.objectives()) {
            text.objective(objective, ObjectiveText.measured(objective), true);
        }
        for (Drill drill : verdict.drills().drills()) {
            text.comment(drill.drill() + ": " + OutcomeMarks.word(drill.outcome()));
        }
        AtomicFile.write(all.file(fileName()), text.finish(verdict));
    }

    /** Test points with their details in YAML. */
    private static final class TapText {
        private final StringBuilder text = new StringBuilder("TAP version 14\n");
        private int point;

        TapText(int points) {
            text.append("1..").append(points).append('\n');
        }

        void whole(Verdict verdict, String headline) {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("message", shown(headline));
            details.put("severity", OutcomeMarks.key(verdict.outcome()));
            details.put("environment", shown(verdict.environment()));
            details.put("run", shown(verdict.run()));
            details.put("seed", String.valueOf(verdict.seed()));
            String name = OutcomeMarks.marked(verdict.outcome()) + ": " + shown(verdict.scenario());
            point(verdict.outcome() == RunOutcome.PASS, name, "", details);
        }

        void objective(ObjectiveVerdict objective, String measured, boolean applies) {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("message", ObjectiveText.why(objective, LONGEST_TEXT));
            details.put("severity", OutcomeMarks.key(objective.outcome()));
            details.put("measured", measured);
            details.put("bracket", MeasuredText.interval(objective.measured()));
            details.put("target", ObjectiveText.target(objective));
            point(
                    !applies || objective.outcome() == Outcome.PASS,
                    (applies ? OutcomeMarks.marked(objective.outcome()) : "not applicable") + ": "
                            + shown(objective.id()),
                    applies ? "" : " # SKIP a control run injects no fault",
                    details);
        }

        void comment(String line) {
            text.append("# ").append(PrintableText.line(shown(line))).append('\n');
        }

        String finish(Verdict verdict) {
            if (verdict.outcome() == RunOutcome.ERROR || verdict.outcome() == RunOutcome.DIRTY) {
                text.append("Bail out! ")
                        .append(OutcomeMarks.marked(verdict.outcome()))
                        .append('\n');
            }
            return text.toString();
        }

        private void point(boolean ok, String name, String directive, Map<String, String> details) {
            text.append(ok ? "ok " : "not ok ")
                    .append(++point)
                    .append(" - ")
                    .append(escaped(name))
                    .append(directive);
            text.append("\n  ---\n");
            // A string of JSON is one of YAML, too.
            details.forEach((key, value) -> text.append("  ")
                    .append(key)
                    .append(": ")
                    .append(PrintableText.line(Json.line(value)))
                    .append('\n'));
            text.append("  ...\n");
        }

        /** A number sign would begin a directive. */
        private static String escaped(String name) {
            return PrintableText.line(name).replace("\\", "\\\\").replace("#", "\\#");
        }

        private static String shown(String text) {
            return Redactor.text(text, LONGEST_TEXT);
        }
    }
}
