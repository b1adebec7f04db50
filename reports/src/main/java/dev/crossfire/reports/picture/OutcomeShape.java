package dev.crossfire.reports.picture;

import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.reports.picture.Canvas.Pen;
import dev.crossfire.reports.picture.Canvas.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws an outcome as a shape of its own: a disc with a check mark, a square with a cross, a diamond with a question mark,
 * an octagon for an error, a triangle for what is left dirty.
 */
final class OutcomeShape {
    private static final int DISC_SIDES = 48;
    /** The marks are drawn in a square of this side. */
    private static final double SIDE = 20;

    private final Canvas canvas;
    private final double left;
    private final double top;
    private final double scale;

    private OutcomeShape(Canvas canvas, double left, double top, double side) {
        this.canvas = canvas;
        this.left = left;
        this.top = top;
        this.scale = side / SIDE;
    }

    static void draw(Canvas canvas, RunOutcome outcome, double left, double top, double side) {
        OutcomeShape shape = new OutcomeShape(canvas, left, top, side);
        canvas.fill(shape.body(outcome), Palette.of(outcome), 1);
        shape.strokes(outcome);
    }

    private List<Point> body(RunOutcome outcome) {
        return switch (outcome) {
            case PASS -> disc();
            case FAIL -> points(1.5, 1.5, 18.5, 1.5, 18.5, 18.5, 1.5, 18.5);
            case INCONCLUSIVE -> points(10, 0, 20, 10, 10, 20, 0, 10);
            case ERROR -> points(6.2, 1, 13.8, 1, 19, 6.2, 19, 13.8, 13.8, 19, 6.2, 19, 1, 13.8, 1, 6.2);
            case DIRTY -> points(10, 0.5, 20, 18.5, 0, 18.5);
        };
    }

    private void strokes(RunOutcome outcome) {
        switch (outcome) {
            case PASS -> stroke(5.6, 10.4, 8.6, 13.4, 14.4, 7);
            case FAIL -> {
                stroke(6.2, 6.2, 13.8, 13.8);
                stroke(13.8, 6.2, 6.2, 13.8);
            }
            case INCONCLUSIVE -> {
                stroke(7.7, 8.2, 8.1, 6.6, 10, 5.9, 11.9, 6.6, 12.3, 8.1, 11.5, 9.5, 10, 10.6, 10, 11.9);
                stroke(10, 14, 10, 14.8);
            }
            case ERROR -> {
                stroke(10, 5.2, 10, 11.4);
                stroke(10, 14, 10, 14.8);
            }
            case DIRTY -> {
                stroke(10, 7, 10, 12.2);
                stroke(10, 14.8, 10, 15.6);
            }
        }
    }

    private void stroke(double... coordinates) {
        canvas.line(points(coordinates), new Pen(Palette.PAPER, 2 * scale));
    }

    private List<Point> points(double... coordinates) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i + 1 < coordinates.length; i += 2) {
            points.add(new Point(left + coordinates[i] * scale, top + coordinates[i + 1] * scale));
        }
        return points;
    }

    private List<Point> disc() {
        double[] coordinates = new double[2 * DISC_SIDES];
        for (int i = 0; i < DISC_SIDES; i++) {
            double angle = 2 * Math.PI * i / DISC_SIDES;
            coordinates[2 * i] = SIDE / 2 + 9 * StrictMath.cos(angle);
            coordinates[2 * i + 1] = SIDE / 2 + 9 * StrictMath.sin(angle);
        }
        return points(coordinates);
    }
}
