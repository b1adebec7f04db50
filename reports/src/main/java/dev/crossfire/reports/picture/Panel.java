package dev.crossfire.reports.picture;

import dev.crossfire.reports.picture.Axis.Tick;
import dev.crossfire.reports.picture.Canvas.Anchor;
import dev.crossfire.reports.picture.Canvas.Box;
import dev.crossfire.reports.picture.Canvas.Lettering;
import dev.crossfire.reports.picture.Canvas.Pen;
import dev.crossfire.reports.picture.Canvas.Point;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chart of its own height above the time axis that all charts of a picture share. */
record Panel(Canvas canvas, Box box, Axis time, Axis value) {
    private static final double SMALL = 11.5;
    /** What a title takes at most; the legend has the rest of the line. */
    private static final double TITLE = 230;

    private static final Pen GRID = new Pen(Palette.RULE, Palette.THIN);

    /** One entry of a legend. */
    record LegendEntry(String text, Pen pen) {}

    /** Draws title, legend, lines at the ticks and their labels. */
    void frame(String title, List<LegendEntry> legend, List<Tick> ticks) {
        canvas.text(new Point(box.left(), box.top() - 7), title, Lettering.bold(12.5, Palette.INK));
        legend(legend);
        for (Tick tick : ticks) {
            double y = value.position(tick.value());
            canvas.line(box.left(), y, box.right(), y, GRID);
            canvas.text(
                    new Point(box.left() - 8, y + 4),
                    tick.label(),
                    Lettering.soft(SMALL).at(Anchor.END));
        }
    }

    private void legend(List<LegendEntry> entries) {
        double x = box.right();
        double room = Math.min(130, (box.width() - TITLE) / entries.size() - 42);
        for (int i = entries.size() - 1; i >= 0; i--) {
            LegendEntry entry = entries.get(i);
            String text = TextFit.cut(entry.text(), SMALL, room);
            canvas.text(
                    new Point(x, box.top() - 7), text, Lettering.plain(SMALL).at(Anchor.END));
            x -= TextFit.width(text, SMALL, false) + 10;
            canvas.line(x - 26, box.top() - 11, x, box.top() - 11, entry.pen());
            x -= 42;
        }
    }

    /** Draws a line that is broken where there is no value; a value alone is a short line. */
    void series(double[] moments, List<@Nullable Double> values, Pen pen) {
        List<Point> part = new ArrayList<>();
        for (int i = 0; i < moments.length; i++) {
            Double at = values.get(i);
            if (at == null) {
                part(part, pen);
                part.clear();
            } else {
                part.add(new Point(time.position(moments[i]), value.position(at)));
            }
        }
        part(part, pen);
    }

    private void part(List<Point> part, Pen pen) {
        if (part.size() == 1) {
            Point only = part.get(0);
            canvas.line(only.x() - 2, only.y(), only.x() + 2, only.y(), pen);
        } else {
            canvas.line(List.copyOf(part), pen);
        }
    }

    /** Fills what lies between two lines over the same moments. */
    void between(double[] moments, double[] upper, double[] lower, String colour, double opacity) {
        List<Point> outline = new ArrayList<>();
        for (int i = 0; i < moments.length; i++) {
            outline.add(new Point(time.position(moments[i]), value.position(upper[i])));
        }
        for (int i = moments.length - 1; i >= 0; i--) {
            outline.add(new Point(time.position(moments[i]), value.position(lower[i])));
        }
        canvas.fill(outline, colour, opacity);
    }

    /** Says in the middle of the chart why it is empty. */
    void empty(String text) {
        double middle = (box.left() + box.right()) / 2;
        double y = (box.top() + box.bottom()) / 2 + 4;
        canvas.text(new Point(middle, y), text, Lettering.soft(13).at(Anchor.MIDDLE));
    }
}
