package dev.crossfire.reports.repeat;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.model.PrintableText;
import dev.crossfire.model.verdict.Drills.Drill;
import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.html.Assets;
import dev.crossfire.reports.html.PageContent.ObjectiveView;
import dev.crossfire.reports.html.PageContent.Table;
import dev.crossfire.reports.html.Pages;
import dev.crossfire.reports.words.CommandText;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.LabelText;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page on repeated drills; every text is plain and is escaped by the template.
 *
 * @param drills a row each, with a link to its own report
 * @param command that repeats all drills; empty when it was not recorded
 * @param css the style sheet
 */
public record RepeatPage(
        String outcome,
        String word,
        String scenario,
        String sentence,
        List<String> facts,
        List<String> notes,
        List<ObjectiveView> objectives,
        List<RecoveryView> recoveries,
        List<DrillView> drills,
        String command,
        String css) {
    private static final String PAGES = "dev.crossfire.reports.pages";
    private static final int LONGEST_TEXT = 300;

    /** A cohort's recovery from a fault over the drills. */
    public record RecoveryView(String name, String sentence, DotPlot plot, Table quantiles) {}

    /** One drill; {@code folder} contains its report. */
    public record DrillView(String folder, String outcome, String word, String why) {}

    /** The drills of a folder whose verdict has been reached. */
    public static String html(RepeatDirectory all) throws IOException {
        TemplateEngine engine =
                TemplateEngine.createPrecompiled(null, ContentType.Html, RepeatPage.class.getClassLoader(), PAGES);
        StringOutput html = new StringOutput();
        engine.render(
                "drills.jte", of(all.verdict(), CommandText.line(all.repeat().invocation())), html);
        return PrintableText.lines(html.toString());
    }

    private static RepeatPage of(Verdict verdict, String command) throws IOException {
        return new RepeatPage(
                OutcomeMarks.key(verdict.outcome()),
                OutcomeMarks.word(verdict.outcome()),
                shown(verdict.scenario()),
                DrillsText.headline(verdict),
                facts(verdict),
                verdict.notes().stream().map(RepeatPage::shown).toList(),
                verdict.objectives().stream().map(Pages::objective).toList(),
                verdict.drills().recovery().stream().map(RepeatPage::recovery).toList(),
                verdict.drills().drills().stream().map(RepeatPage::drill).toList(),
                command,
                Assets.styles());
    }

    private static List<String> facts(Verdict verdict) {
        List<String> facts = new ArrayList<>(List.of(
                shown(verdict.environment()),
                "seed " + verdict.seed(),
                DrillsText.tally(verdict.drills()),
                DrillsText.share(verdict.drills())));
        facts.addAll(LabelText.each(verdict.labels()));
        return facts;
    }

    private static RecoveryView recovery(RecoveryDistribution recovery) {
        List<List<String>> rows = recovery.quantiles().stream()
                .map(quantile -> List.of(
                        DrillsText.name(quantile),
                        MeasuredText.seconds(quantile.atLeastSeconds()),
                        MeasuredText.seconds(quantile.atMostSeconds()),
                        quantile.why() == null ? "" : quantile.why()))
                .toList();
        return new RecoveryView(
                DrillsText.name(recovery),
                DrillsText.recovery(recovery) + ".",
                DotPlot.of(recovery),
                new Table(
                        List.of("quantile", "at least", "at most", "why not stated"),
                        rows,
                        "Each bound is one-sided and holds with 95 % confidence whatever the distribution is, as long as"
                                + " the drills do not influence each other."));
    }

    private static DrillView drill(Drill drill) {
        return new DrillView(
                drill.drill(),
                OutcomeMarks.key(drill.outcome()),
                OutcomeMarks.plain(drill.outcome()),
                drill.why() == null ? "" : shown(drill.why()));
    }

    private static String shown(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }

    /**
     * Recoveries as dots on a line from 0, at positions from 0 to 100.
     *
     * @param median null when there is none
     * @param end what the right edge stands for
     */
    public record DotPlot(List<Double> at, @Nullable Double median, String end) {
        private static final double HEADROOM = 1.05;

        static DotPlot of(RecoveryDistribution recovery) {
            List<Double> seconds = recovery.seconds();
            double longest = seconds.isEmpty() ? 1 : seconds.get(seconds.size() - 1) * HEADROOM;
            @Nullable Double median = recovery.medianSeconds();
            return new DotPlot(
                    seconds.stream().map(one -> at(one, longest)).toList(),
                    median == null ? null : at(median, longest),
                    MeasuredText.seconds(longest));
        }

        private static double at(double seconds, double longest) {
            return Math.round(1000 * seconds / longest) / 10.0;
        }
    }
}
