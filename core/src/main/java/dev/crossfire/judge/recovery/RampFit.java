package dev.crossfire.judge.recovery;

import dev.crossfire.judge.recovery.Baseline.ErrorLevels;
import java.util.ArrayList;
import java.util.List;

/**
 * How likely an outage ended as a plateau followed by a linear ramp, over all starts and lengths of the ramp.
 *
 * <p>A grid over the ramp's start and end is laid several times, each time only over what the last one left plausible,
 * so that the final grid is finer than the arrival gap wherever the likelihood is that sharp.
 */
final class RampFit {
    private static final int GRID = 36;
    private static final int BINS = 5 * GRID;

    /** By zoom: how much further below the best than the drop a coarse grid's point may lie and still be refined. */
    private static final double[] MARGINS = {12, 5, 2, 0.5};

    private final EdgeWindow requests;
    private final ErrorLevels levels;
    private final double drop;
    private final List<Point> points = new ArrayList<>();
    private Point best = new Point(0, 0, 0, Double.NEGATIVE_INFINITY);

    RampFit(EdgeWindow requests, ErrorLevels levels, double drop) {
        this.requests = requests;
        this.levels = levels;
        this.drop = drop;
        double from = requests.micros(0);
        double to = requests.micros(requests.size() - 1);
        if (to > from) {
            zoom(new Box(from, to, from, to), true);
            zoom(new Box(0, 1, from, to), false);
        }
    }

    /**
     * One ramp.
     *
     * @param knob its start in microseconds, or where the start lies before the first request, the plateau's height
     * @param rampEnd where it reaches the base, microseconds
     * @param end where it crosses the limit of health, microseconds
     */
    private record Point(double knob, double rampEnd, double end, double logLikelihood) {}

    /** The ramps under consideration. */
    private record Box(double knobLow, double knobHigh, double endLow, double endHigh) {
        static Box around(List<Point> points, Box outer, Box limit) {
            double knobStep = (outer.knobHigh - outer.knobLow) / GRID;
            double endStep = (outer.endHigh - outer.endLow) / GRID;
            double[] knobs = points.stream().mapToDouble(Point::knob).sorted().toArray();
            double[] ends = points.stream().mapToDouble(Point::rampEnd).sorted().toArray();
            return new Box(
                    Math.max(limit.knobLow, knobs[0] - knobStep),
                    Math.min(limit.knobHigh, knobs[knobs.length - 1] + knobStep),
                    Math.max(limit.endLow, ends[0] - endStep),
                    Math.min(limit.endHigh, ends[ends.length - 1] + endStep));
        }
    }

    /** The log-likelihood of the best ramp; minus infinity when there is none. */
    double best() {
        return best.logLikelihood;
    }

    long bestMicros() {
        return Math.round(best.end);
    }

    /** The earliest end whose log-likelihood reaches a floor, or the fallback if none is earlier, microseconds. */
    long lowMicros(double floor, long fallback) {
        double low = points.stream()
                .filter(point -> point.logLikelihood >= floor)
                .mapToDouble(Point::end)
                .min()
                .orElse((double) fallback);
        return Math.min(fallback, (long) Math.floor(low));
    }

    /** The latest such end, or the fallback if none is later, microseconds. */
    long highMicros(double floor, long fallback) {
        double high = points.stream()
                .filter(point -> point.logLikelihood >= floor)
                .mapToDouble(Point::end)
                .max()
                .orElse((double) fallback);
        return Math.max(fallback, (long) Math.ceil(high));
    }

    private void zoom(Box limit, boolean startInside) {
        Box box = limit;
        for (int level = 0; level < MARGINS.length; level++) {
            List<Point> seen = grid(box, startInside);
            double top = seen.stream().mapToDouble(Point::logLikelihood).max().orElse(Double.NEGATIVE_INFINITY);
            // A first grid may be too coarse to come near the other kind's best: it is held against its own.
            double floor = (level == 0 ? top : best.logLikelihood) - drop - MARGINS[level];
            List<Point> plausible =
                    seen.stream().filter(point -> point.logLikelihood >= floor).toList();
            if (plausible.isEmpty()) {
                return;
            }
            if (level >= MARGINS.length - 2) {
                points.addAll(plausible);
            }
            box = Box.around(plausible, box, limit);
        }
    }

    private List<Point> grid(Box box, boolean startInside) {
        double from = startInside ? box.knobLow : requests.micros(0);
        double to = Math.max(box.endHigh, startInside ? box.knobHigh : from);
        RampGrid grid = new RampGrid(requests, levels, from, to, BINS);
        List<Point> seen = new ArrayList<>();
        int last = -1;
        for (int i = 0; i <= GRID; i++) {
            double knob = box.knobLow + (box.knobHigh - box.knobLow) * i / GRID;
            int start = startInside ? grid.edge(knob) : 0;
            if (startInside && start == last) {
                continue;
            }
            last = start;
            double plateau = startInside ? grid.plateauBefore(start) : plateauAt(knob);
            if (plateau > levels.limit()) {
                grid.begin(start, plateau);
                ramps(grid, box, start, plateau, startInside ? grid.micros(start) : knob, seen);
            }
        }
        return seen;
    }

    /** Ramps that began before the first request enter at any bad ratio: from the limit at 0 to nearly all at 1. */
    private double plateauAt(double knob) {
        return levels.limit() * Math.pow(Math.max(0.995, levels.limit()) / levels.limit(), knob);
    }

    private void ramps(RampGrid grid, Box box, int start, double plateau, double knob, List<Point> seen) {
        double crossing = (plateau - levels.limit()) / (plateau - levels.base());
        int last = start;
        for (int i = 0; i <= GRID; i++) {
            int end = grid.edge(box.endLow + (box.endHigh - box.endLow) * i / GRID);
            if (end <= last) {
                continue;
            }
            last = end;
            double from = grid.micros(start);
            double to = grid.micros(end);
            Point point = new Point(knob, to, from + (to - from) * crossing, grid.logLikelihood(end));
            seen.add(point);
            if (point.logLikelihood > best.logLikelihood) {
                best = point;
            }
        }
    }

    /** The log-likelihood of ramps whose start and end lie on a grid of equal bins over an interval. */
    private static final class RampGrid {
        private static final int STEPS = 256; // of a ramp's height, for which logarithms are taken once

        private final EdgeWindow requests;
        private final ErrorLevels levels;
        private final double from;
        private final double bin;
        private final int[] before; // requests before each bin's left edge
        private final double[] logBad = new double[STEPS];
        private final double[] logGood = new double[STEPS];
        private int rampStart;
        private double plateauLogLikelihood;

        RampGrid(EdgeWindow requests, ErrorLevels levels, double from, double to, int bins) {
            this.requests = requests;
            this.levels = levels;
            this.from = from;
            this.bin = (to - from) / bins;
            before = new int[bins + 1];
            for (int i = 0; i <= bins; i++) {
                before[i] = requests.requestsBefore(micros(i));
            }
        }

        /** The bin edge nearest to a moment. */
        int edge(double micros) {
            return (int) Math.max(0, Math.min(before.length - 1, Math.round((micros - from) / bin)));
        }

        double micros(int edge) {
            return from + edge * bin;
        }

        /** The bad ratio of all requests before an edge. */
        double plateauBefore(int edge) {
            return ErrorLevels.estimate(before[edge], requests.badBefore(before[edge]));
        }

        /** Fixes where the next ramps begin, and from which bad ratio they go down. */
        void begin(int edge, double plateau) {
            rampStart = edge;
            int outside = before[edge];
            plateauLogLikelihood = ErrorLevels.logLikelihood(outside, requests.badBefore(outside), plateau);
            for (int i = 0; i < STEPS; i++) {
                double ratio = plateau + (levels.base() - plateau) * (i + 0.5) / STEPS;
                logBad[i] = Math.log(ratio);
                logGood[i] = Math.log1p(-ratio);
            }
        }

        /** The log-likelihood of a ramp that ends at an edge after the one at which it began. */
        double logLikelihood(int end) {
            double sum = plateauLogLikelihood;
            double scale = (double) STEPS / (end - rampStart);
            for (int i = rampStart; i < end; i++) {
                int all = before[i + 1] - before[i];
                if (all > 0) {
                    int bad = requests.badBefore(before[i + 1]) - requests.badBefore(before[i]);
                    int step = (int) ((i + 0.5 - rampStart) * scale);
                    sum += bad * logBad[step] + (all - bad) * logGood[step];
                }
            }
            int rest = requests.size() - before[end];
            int restBad = requests.badBefore(requests.size()) - requests.badBefore(before[end]);
            return sum + ErrorLevels.logLikelihood(rest, restBad, levels.base());
        }
    }
}
