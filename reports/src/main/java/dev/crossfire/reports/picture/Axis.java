package dev.crossfire.reports.picture;

import dev.crossfire.reports.picture.Canvas.Anchor;
import dev.crossfire.reports.picture.Canvas.Lettering;
import dev.crossfire.reports.picture.Canvas.Pen;
import dev.crossfire.reports.picture.Canvas.Point;
import dev.crossfire.spi.FigureText;
import java.util.ArrayList;
import java.util.List;

/**
 * Where values lie in a picture.
 *
 * @param from the first value
 * @param to the last value, above the first
 * @param fromPixel where the first value lies
 * @param toPixel where the last value lies
 * @param logarithmic equal factors are equally far apart; all values are then above 0
 */
record Axis(double from, double to, double fromPixel, double toPixel, boolean logarithmic) {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final double MILLIS_PER_SECOND = 1000;

    /** A value with its label. */
    record Tick(double value, String label) {}

    double position(double value) {
        double kept = Math.max(from, Math.min(to, value));
        double share = logarithmic ? Math.log(kept / from) / Math.log(to / from) : (kept - from) / (to - from);
        return fromPixel + share * (toPixel - fromPixel);
    }

    /** From 0 to a round value at or above the largest. */
    static Axis upTo(double largest, double fromPixel, double toPixel) {
        return new Axis(0, roundUp(Math.max(largest, 1)), fromPixel, toPixel, false);
    }

    /** Whole powers of ten around latencies in milliseconds. */
    static Axis decades(double smallest, double largest, double fromPixel, double toPixel) {
        double low = Math.pow(10, Math.floor(Math.log10(Math.max(smallest, 0.1))));
        double high = Math.pow(10, Math.ceil(Math.log10(Math.max(largest, 10 * low))));
        return new Axis(low, high, fromPixel, toPixel, true);
    }

    /** Nothing, the middle and the top. */
    List<Tick> thirds() {
        List<Tick> ticks = new ArrayList<>();
        for (double value : new double[] {from, (from + to) / 2, to}) {
            ticks.add(new Tick(value, FigureText.number(value)));
        }
        return ticks;
    }

    /** The same as shares. */
    List<Tick> shares() {
        return thirds().stream()
                .map(tick -> new Tick(tick.value(), FigureText.percent(tick.value())))
                .toList();
    }

    /** Every power of ten, as latencies in milliseconds; every second one where there are many. */
    List<Tick> latencies() {
        List<Tick> ticks = new ArrayList<>();
        int decades = (int) Math.round(Math.log10(to / from));
        int step = decades > 4 ? 2 : 1;
        for (int i = 0; i <= decades; i += step) {
            double value = from * Math.pow(10, i);
            String label = value >= MILLIS_PER_SECOND
                    ? FigureText.number(value / MILLIS_PER_SECOND) + " s"
                    : FigureText.number(value) + " ms";
            ticks.add(new Tick(value, label));
        }
        return ticks;
    }

    /** Round moments, about eight of them. */
    List<Tick> moments() {
        double step = roundUp((to - from) / 8);
        List<Tick> ticks = new ArrayList<>();
        for (double value = Math.ceil(from / step) * step; value <= to; value += step) {
            ticks.add(new Tick(value, FigureText.number(Math.round(value * 10) / 10.0)));
        }
        return ticks;
    }

    /** A line below a picture with the moments on it, and a sentence that says what they are. */
    void draw(Canvas canvas, double y, String caption) {
        canvas.line(fromPixel, y, toPixel, y, new Pen(Palette.INK, Palette.THIN));
        for (Tick tick : moments()) {
            double x = position(tick.value());
            canvas.line(x, y, x, y + 4, new Pen(Palette.INK, Palette.THIN));
            canvas.text(new Point(x, y + 17), tick.label(), Lettering.soft(11.5).at(Anchor.MIDDLE));
        }
        canvas.text(
                new Point((fromPixel + toPixel) / 2, y + 36),
                caption,
                Lettering.soft(11.5).at(Anchor.MIDDLE));
    }

    private static double roundUp(double value) {
        double size = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : STEPS) {
            if (step * size >= value) {
                return step * size;
            }
        }
        return 10 * size;
    }
}
