package dev.crossfire.judge.recovery;

import java.util.ArrayList;
import java.util.List;

/**
 * How likely a trouble ended as a plateau followed by a linear ramp, over all starts and lengths of the ramp.
 *
 * <p>A grid over the ramp's start and end is laid four times, each time only over what the last one left plausible, so
 * that the final grid is finer than the arrival gap wherever the likelihood is that sharp.
 */
final class RampFit {
    private static final int ZOOMS = 4;
    private static final int GRID = 36;
    private static final int BINS = 5 * GRID;
    private static final double[] MARGINS = {12, 5, 2, 0.5};

    private final Neighbourhood requests;
    private final Levels levels;
    private final double drop;
    private final List<Point> points = new ArrayList<>();
    private Point best = new Point(0, 0, 0, Double.NEGATIVE_INFINITY);

    /** @param end where the ramp crosses the limit, microseconds */
    private record Point(double knob, double rampEnd, double end, double logLikelihood) {}

    RampFit(Neighbourhood requests, Levels levels, double drop) {
        this.requests = requests;
        this.levels = levels;
        this.drop = drop;
        double from = requests.micros(0);
        double to = requests.micros(requests.size() - 1);
        if (to > from) {
            zoom(new StartInside(), from, to, from, to);
            zoom(new StartBefore(from), 0, 1, from, to);
        }
    }

    double best() {
        return best.logLikelihood;
    }

    long bestMicros() {
        return Math.round(best.end);
    }

    /** The earliest end whose log-likelihood reaches a floor, or the fallback if none does, microseconds. */
    long lowMicros(double floor, long fallback) {
        double low = fallback;
        for (Point point : points) {
            if (point.logLikelihood >= floor) {
                low = Math.min(low, point.end);
            }
        }
        return (long) Math.floor(low);
    }

    /** The latest such end, microseconds. */
    long highMicros(double floor, long fallback) {
        double high = fallback;
        for (Point point : points) {
            if (point.logLikelihood >= floor) {
                high = Math.max(high, point.end);
            }
        }
        return (long) Math.ceil(high);
    }

    /** Where a ramp starts and from which bad ratio, by one free number. */
    private interface Start {
        double micros(double knob);

        double plateau(double knob);
    }

    /** The ramp starts inside the neighbourhood; what lies before it gives the plateau. */
    private final class StartInside implements Start {
        @Override
        public double micros(double knob) {
            return knob;
        }

        @Override
        public double plateau(double knob) {
            int before = requests.requestsBefore(knob);
            return Levels.estimate(before, requests.badBefore(before));
        }
    }

    /** The ramp started earlier: it enters the neighbourhood at an unknown bad ratio. */
    private final class StartBefore implements Start {
        private final double from;

        StartBefore(double from) {
            this.from = from;
        }

        @Override
        public double micros(double knob) {
            return from;
        }

        @Override
        public double plateau(double knob) {
            return levels.limit() * Math.pow(0.995 / levels.limit(), knob);
        }
    }

    private void zoom(Start start, double knobFrom, double knobTo, double endFrom, double endTo) {
        double kLow = knobFrom;
        double kHigh = knobTo;
        double eLow = endFrom;
        double eHigh = endTo;
        for (int level = 0; level < ZOOMS; level++) {
            List<Point> seen = grid(start, kLow, kHigh, eLow, eHigh);
            double top = seen.stream().mapToDouble(Point::logLikelihood).max().orElse(Double.NEGATIVE_INFINITY);
            double floor = Math.max(top, level == 0 ? top : best.logLikelihood) - drop - MARGINS[level];
            double kStep = (kHigh - kLow) / GRID;
            double eStep = (eHigh - eLow) / GRID;
            double kl = Double.MAX_VALUE;
            double kh = -Double.MAX_VALUE;
            double el = Double.MAX_VALUE;
            double eh = -Double.MAX_VALUE;
            for (Point p : seen) {
                if (p.logLikelihood >= floor) {
                    kl = Math.min(kl, p.knob);
                    kh = Math.max(kh, p.knob);
                    el = Math.min(el, p.rampEnd);
                    eh = Math.max(eh, p.rampEnd);
                    if (level >= ZOOMS - 2) points.add(p);
                }
            }
            if (kl > kh) {
                return;
            }
            kLow = Math.max(knobFrom, kl - kStep);
            kHigh = Math.min(knobTo, kh + kStep);
            eLow = Math.max(endFrom, el - eStep);
            eHigh = Math.min(endTo, eh + eStep);
        }
    }

    private List<Point> grid(Start start, double kLow, double kHigh, double eLow, double eHigh) {
        List<Point> seen = new ArrayList<>();
        double lo = start.micros(kLow);
        double hi = Math.max(eHigh, start.micros(kHigh));
        double bin = (hi - lo) / BINS;
        int[] before = new int[BINS + 1];
        for (int i = 0; i <= BINS; i++) {
            before[i] = requests.requestsBefore(lo + i * bin);
        }
        int all = requests.size();
        int allBad = requests.badBefore(all);
        double[] lp = new double[257];
        double[] lq = new double[257];
        int last = -1;
        for (int k = 0; k <= GRID; k++) {
            double knob = kLow + (kHigh - kLow) * k / GRID;
            double s = start.micros(knob);
            int j1 = (int) Math.round((s - lo) / bin);
            if (start instanceof StartInside) {
                if (j1 == last) continue;
                last = j1;
                knob = lo + j1 * bin;
                s = knob;
            }
            double plateau = start.plateau(knob);
            if (plateau <= levels.limit()) {
                continue;
            }
            for (int u = 0; u <= 256; u++) {
                double p = plateau + (levels.base() - plateau) * u / 256;
                lp[u] = Math.log(p);
                lq[u] = Math.log1p(-p);
            }
            int c1 = before[j1];
            double head = Levels.logLikelihood(c1, requests.badBefore(c1), plateau);
            double crossing = (plateau - levels.limit()) / (plateau - levels.base());
            int lastEnd = -1;
            for (int e = 0; e <= GRID; e++) {
                int j2 = (int) Math.round((eLow + (eHigh - eLow) * e / GRID - lo) / bin);
                if (j2 <= j1 || j2 == lastEnd) {
                    continue;
                }
                lastEnd = j2;
                double ll = head;
                double scale = 256.0 / (j2 - j1);
                for (int j = j1; j < j2; j++) {
                    int n = before[j + 1] - before[j];
                    if (n > 0) {
                        int b = requests.badBefore(before[j + 1]) - requests.badBefore(before[j]);
                        int u = (int) ((j + 0.5 - j1) * scale);
                        ll += b * lp[u] + (n - b) * lq[u];
                    }
                }
                int c2 = before[j2];
                ll += Levels.logLikelihood(all - c2, allBad - requests.badBefore(c2), levels.base());
                double rampEnd = lo + j2 * bin;
                Point p = new Point(knob, rampEnd, s + (rampEnd - s) * crossing, ll);
                seen.add(p);
                if (ll > best.logLikelihood) {
                    best = p;
                }
            }
        }
        return seen;
    }
}
