package dev.crossfire.testkit.starvation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * That other work took the processors from a test, with the figures.
 *
 * @param starvingShare in which part of the time there was no processor left, because of other work; 0 to 1
 * @param othersShare the other work's share of the processors in that part; 0 to 1
 */
record Starvation(double starvingShare, double othersShare) {
    /** A shorter part of a test's time can hardly have broken it. */
    private static final double A_THIRD = 1.0 / 3;

    /** Enough to see more than another program's start. */
    private static final int FEWEST_SAMPLES = 4;

    /** Says whether a test was starved over the time of the samples; empty when it was not, or nothing was measured. */
    static Optional<Starvation> during(List<ProcessorShares> samples) {
        return where(samples, ProcessorShares::isStarving, A_THIRD);
    }

    /** Says whether a test that starts now can hardly hold; empty unless every sample says so. */
    static Optional<Starvation> ahead(List<ProcessorShares> samples) {
        return where(samples, ProcessorShares::isHopeless, 1);
    }

    private static Optional<Starvation> where(
            List<ProcessorShares> samples, Predicate<ProcessorShares> isStarving, double part) {
        List<ProcessorShares> starving = samples.stream().filter(isStarving).toList();
        if (samples.size() < FEWEST_SAMPLES || starving.size() < part * samples.size()) {
            return Optional.empty();
        }
        double others =
                starving.stream().mapToDouble(ProcessorShares::others).average().orElse(0);
        return Optional.of(new Starvation((double) starving.size() / samples.size(), others));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "the machine was too busy: for %.0f %% of the time no processor was free,"
                        + " and processes that do not belong to this build took %.0f %% of them",
                100 * starvingShare,
                100 * othersShare);
    }
}
