package dev.crossfire.reports.terminal;

import dev.crossfire.reports.figures.CohortBins;
import dev.crossfire.reports.figures.RequestTimeline;
import java.util.Arrays;

/** A curve in one line of text. */
final class Sparkline {
    private Sparkline() {}

    /** Requests offered, from nothing to the most. */
    static String load(RequestTimeline timeline, int cells) {
        double[] offered = sums(timeline, cells, CohortBins::offered);
        return bars(offered, Arrays.stream(offered).max().orElse(0));
    }

    /** Errors as a share of what was offered, from none to all. */
    static String errors(RequestTimeline timeline, int cells) {
        double[] offered = sums(timeline, cells, CohortBins::offered);
        double[] errors = sums(timeline, cells, CohortBins::errors);
        double[] shares = new double[offered.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = offered[i] == 0 ? 0 : errors[i] / offered[i];
        }
        return bars(shares, 1);
    }

    private interface BinFigure {
        int of(CohortBins cohort, int bin);
    }

    private static double[] sums(RequestTimeline timeline, int most, BinFigure figure) {
        int bins = timeline.bins().count();
        int cells = Math.min(most, bins);
        double[] sums = new double[cells];
        int[] widths = new int[cells];
        for (int bin = 0; bin < bins; bin++) {
            int cell = (int) ((long) bin * cells / bins);
            widths[cell]++;
            for (int id : timeline.senders()) {
                CohortBins cohort = timeline.cohort(id);
                sums[cell] += cohort == null ? 0 : figure.of(cohort, bin);
            }
        }
        for (int i = 0; i < cells; i++) {
            // Cells may differ in width by one bin; a mean makes them comparable.
            sums[i] /= widths[i];
        }
        return sums;
    }

    private static String bars(double[] values, double top) {
        StringBuilder bars = new StringBuilder();
        int highest = TerminalStyle.BARS.length() - 1;
        for (double value : values) {
            double share = top > 0 ? Math.min(1, value / top) : 0;
            // One error in a thousand is no impact; one in a hundred is to be seen.
            int level = share < 0.01 ? 0 : Math.max(1, (int) Math.round(share * highest));
            bars.append(TerminalStyle.BARS.charAt(level));
        }
        return bars.toString();
    }
}
