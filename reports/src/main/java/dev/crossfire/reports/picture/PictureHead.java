package dev.crossfire.reports.picture;

import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.picture.Canvas.Lettering;
import dev.crossfire.reports.picture.Canvas.Point;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import java.util.List;

/**
 * What stands above a picture: the outcome as shape and word, the scenario, the first sentence, and what was missed.
 *
 * @param sentence in lines
 * @param missed objectives that failed, then those that could not be judged; the first few
 */
record PictureHead(
        RunOutcome outcome, String scenario, List<String> sentence, List<ObjectiveVerdict> missed, String facts) {
    private static final double MARGIN = 16;
    private static final double TOP = 78;
    private static final double LINE = 17;
    private static final double ROW = 18;
    private static final double WORD = 22;
    private static final double SENTENCE = 13.5;
    private static final double SMALL = 11.5;
    private static final int MOST_MISSED = 4;
    private static final int LONGEST_NAME = 80;

    static PictureHead of(Verdict verdict, String sentence, String facts) {
        List<ObjectiveVerdict> missed = ObjectiveText.missed(verdict.objectives()).stream()
                .limit(MOST_MISSED)
                .toList();
        return new PictureHead(
                verdict.outcome(),
                Redactor.text(verdict.scenario(), LONGEST_NAME),
                TextFit.wrap(sentence, SENTENCE, Picture.WIDTH - 2 * MARGIN, 3),
                missed,
                facts);
    }

    /** Where the picture below it may begin. */
    double height() {
        return TOP + LINE * sentence.size() + ROW * missed.size();
    }

    void draw(Canvas canvas) {
        OutcomeShape.draw(canvas, outcome, MARGIN, 12, 30);
        String word = OutcomeMarks.word(outcome);
        canvas.text(new Point(MARGIN + 40, 35), word, Lettering.bold(WORD, Palette.of(outcome)));
        double after = MARGIN + 40 + TextFit.width(word, WORD, true) + 26;
        double room = Picture.WIDTH - MARGIN - after;
        canvas.text(new Point(after, 34), TextFit.cut(scenario, 17, room), Lettering.bold(16, Palette.INK));
        double y = 66;
        for (String line : sentence) {
            canvas.text(new Point(MARGIN, y), line, Lettering.plain(SENTENCE));
            y += LINE;
        }
        for (ObjectiveVerdict objective : missed) {
            missed(canvas, objective, y + 2);
            y += ROW;
        }
        double width = Picture.WIDTH - 2 * MARGIN;
        canvas.text(new Point(MARGIN, y + 1), TextFit.cut(facts, SMALL, width), Lettering.soft(SMALL));
    }

    private static void missed(Canvas canvas, ObjectiveVerdict objective, double y) {
        boolean failed = objective.outcome() == Outcome.FAIL;
        OutcomeShape.draw(canvas, failed ? RunOutcome.FAIL : RunOutcome.INCONCLUSIVE, MARGIN, y - 11, 13);
        String text = Redactor.text(objective.id(), LONGEST_NAME) + (failed ? " failed: " : " not judged: ")
                + ObjectiveText.measured(objective) + ", target " + ObjectiveText.target(objective);
        double room = Picture.WIDTH - 2 * MARGIN - 20;
        canvas.text(new Point(MARGIN + 20, y), TextFit.cut(text, 12.5, room), Lettering.plain(12.5));
    }
}
