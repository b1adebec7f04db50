package dev.crossfire.reports.picture;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.Drills.Drill;
import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.picture.Canvas.Anchor;
import dev.crossfire.reports.picture.Canvas.Lettering;
import dev.crossfire.reports.picture.Canvas.Pen;
import dev.crossfire.reports.picture.Canvas.Point;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.FigureText;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Repeated drills as a picture: each drill's outcome, and each recovery as a dot on one axis of seconds. */
public final class DrillsPicture {
    private static final double LEFT = 24;
    private static final double MARK = 22;
    private static final double CELL = 44;
    private static final double CELL_HEIGHT = 46;
    private static final double ROW = 58;
    private static final double FOOT = 50;
    private static final int CELLS = (int) ((Picture.WIDTH - 2 * LEFT) / CELL);
    private static final int MOST_DRILLS = 4 * CELLS;
    private static final int MOST_ROWS = 6;
    private static final double HEADROOM = 1.08;

    private final Verdict verdict;
    private final List<Drill> drills;
    private final List<RecoveryDistribution> recoveries;
    private final PictureHead head;

    private DrillsPicture(Verdict verdict) {
        this.verdict = verdict;
        drills = verdict.drills().drills().stream().limit(MOST_DRILLS).toList();
        recoveries = verdict.drills().recovery().stream().limit(MOST_ROWS).toList();
        head = PictureHead.of(
                verdict,
                DrillsText.headline(verdict) + " " + DrillsText.share(verdict.drills()),
                "environment " + Redactor.text(verdict.environment(), Picture.LONGEST_NAME) + " · seed "
                        + verdict.seed());
    }

    /**
     * The picture of repeated drills.
     *
     * @throws IOException when there is no verdict
     */
    public static Picture of(RepeatDirectory all) throws IOException {
        DrillsPicture picture = new DrillsPicture(all.verdict());
        return new Picture(picture.verdict, DrillsText.headline(picture.verdict), picture.height(), picture::draw);
    }

    private double height() {
        return head.height() + cellsHeight() + ROW * recoveries.size() + FOOT;
    }

    private double cellsHeight() {
        return 16 + CELL_HEIGHT * Math.ceil((double) drills.size() / CELLS);
    }

    private void draw(Canvas canvas) {
        head.draw(canvas);
        double top = head.height() + 8;
        for (int i = 0; i < drills.size(); i++) {
            double x = LEFT + CELL * (i % CELLS);
            int row = i / CELLS;
            double y = top + CELL_HEIGHT * row;
            OutcomeShape.draw(canvas, drills.get(i).outcome(), x, y, MARK);
            canvas.text(
                    new Point(x + MARK / 2, y + MARK + 14),
                    drills.get(i).drill().replaceFirst("^drill-", ""),
                    Lettering.soft(11.5).at(Anchor.MIDDLE));
        }
        double y = head.height() + cellsHeight();
        double longest = Stream.concat(
                        recoveries.stream().flatMap(one -> one.seconds().stream()),
                        recoveries.stream().map(this::limit).filter(Objects::nonNull))
                .max(Double::compare)
                .orElse(1.0);
        Axis seconds = Axis.upTo(longest * HEADROOM, LEFT, Picture.WIDTH - LEFT);
        for (RecoveryDistribution recovery : recoveries) {
            row(canvas, seconds, recovery, y);
            y += ROW;
        }
        seconds.draw(
                canvas,
                y + 6,
                "seconds to recover; a diamond a drill, a line at their median, a dashed line at the target");
    }

    private void row(Canvas canvas, Axis seconds, RecoveryDistribution recovery, double y) {
        String text = DrillsText.name(recovery) + ": " + DrillsText.recovery(recovery);
        double room = Picture.WIDTH - 2 * LEFT;
        canvas.text(new Point(LEFT, y + 14), TextFit.cut(text, 12.5, room), Lettering.plain(12.5));
        double middle = y + 36;
        canvas.line(seconds.fromPixel(), middle, seconds.toPixel(), middle, new Pen(Palette.RULE, Palette.THIN));
        Double limit = limit(recovery);
        if (limit != null) {
            double x = seconds.position(limit);
            canvas.line(x, middle - 14, x, middle + 14, new Pen(Palette.HARM, Palette.THICK, List.of(4, 2)));
            boolean fits = x + 90 < seconds.toPixel();
            canvas.text(
                    new Point(fits ? x + 5 : x - 5, middle - 6),
                    "at most " + FigureText.number(limit) + " s",
                    new Lettering(Palette.HARM, 11.5, false, fits ? Anchor.START : Anchor.END));
        }
        for (double one : recovery.seconds()) {
            diamond(canvas, seconds.position(one), middle, 6, "#0072b2", 0.65);
        }
        Double median = recovery.medianSeconds();
        if (median != null) {
            double x = seconds.position(median);
            canvas.line(x, middle - 12, x, middle + 12, new Pen(Palette.INK, Palette.THICK));
        }
    }

    private static void diamond(Canvas canvas, double x, double y, double half, String colour, double opacity) {
        canvas.fill(
                List.of(new Point(x, y - half), new Point(x + half, y), new Point(x, y + half), new Point(x - half, y)),
                colour,
                opacity);
    }

    /** The longest acceptable recovery; null when no objective sets one. */
    private @Nullable Double limit(RecoveryDistribution recovery) {
        return verdict.objectives().stream()
                .filter(objective -> objective.subject() == ObjectiveSubject.RECOVERY
                        && recovery.fault().equals(objective.fault())
                        && recovery.cohort().equals(objective.cohort()))
                .map(ObjectiveVerdict::target)
                .map(ObjectiveTarget::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
