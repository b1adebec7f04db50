package dev.crossfire.simulations.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures two kinds in turn, alternating the first one: a machine that warms up or slows down favours neither. */
final class AlternatingPairs {
    /** One measurement. */
    @FunctionalInterface
    interface Trial {
        double measure() throws IOException, InterruptedException;
    }

    /** The result of a pair, as text. */
    @FunctionalInterface
    interface Words {
        String of(double base, double other);
    }

    private AlternatingPairs() {}

    /** Prints each pair and its ratio of the other kind to the base, and the result of all of them. */
    static void measure(int pairs, Trial base, Trial other, Words words, PrintStream out)
            throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            boolean baseFirst = pair % 2 == 1;
            double first = (baseFirst ? base : other).measure();
            double second = (baseFirst ? other : base).measure();
            double of = baseFirst ? first : second;
            double against = baseFirst ? second : first;
            ratios.add(against / of);
            out.printf(Locale.ROOT, "pair %d: %s: ratio %.3f%n", pair, words.of(of, against), against / of);
        }
        if (pairs > 1) {
            PairedRatio ratio = PairedRatio.of(ratios);
            out.printf(Locale.ROOT, "ratio %.3f, with 95 %% confidence at most %.3f%n", ratio.mean(), ratio.upper());
        }
    }
}
