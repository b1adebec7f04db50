package dev.crossfire.judge.compare;

import dev.crossfire.judge.compare.RunComparison.FigureKind;
import dev.crossfire.judge.repeat.RecoverySample;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A figure by which runs are compared.
 *
 * @param fault null when it is not counted from one
 */
record ComparedFigure(FigureKind kind, @Nullable String fault, String cohort) {
    /** Every figure that any of the runs has, recoveries first. */
    static List<ComparedFigure> in(List<Verdict> runs) {
        Set<ComparedFigure> found = new LinkedHashSet<>();
        for (Verdict run : runs) {
            run.recovery()
                    .forEach(one -> found.add(new ComparedFigure(FigureKind.RECOVERY_TIME, one.fault(), one.cohort())));
        }
        for (FigureKind kind : List.of(FigureKind.ERROR_RATIO, FigureKind.LATENCY)) {
            for (Verdict run : runs) {
                whole(run).forEach(one -> found.add(new ComparedFigure(kind, null, one.cohort())));
            }
        }
        return new ArrayList<>(found);
    }

    private static Stream<PhaseFigures> whole(Verdict run) {
        return run.phases().stream().filter(one -> one.phase() == Phase.WHOLE && one.requests() > 0);
    }

    /** The values of those runs that have one; infinite where a recovery did not end. */
    FigureValues values(List<Verdict> runs) {
        if (fault != null) {
            RecoverySample sample = new RecoverySample(fault, cohort);
            runs.forEach(sample::add);
            return new FigureValues(sample.least(), sample.most());
        }
        return new FigureValues(runs.stream()
                .flatMap(ComparedFigure::whole)
                .filter(one -> one.cohort().equals(cohort))
                .flatMap(one -> Stream.ofNullable(kind == FigureKind.LATENCY ? one.p95Millis() : one.errorRatio()))
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** The values of a figure in the runs of one side: a lower and an upper bound each, where it was not seen. */
    static final class FigureValues {
        private final double[] least;
        private final double[] most;

        /**
         * Values of a side.
         *
         * @param least of every run, infinite where a recovery did not end
         * @param most of the same runs in the same order; infinite where nothing bounds it
         */
        FigureValues(double[] least, double[] most) {
            this.least = least.clone();
            this.most = most.clone();
        }

        /** Values of which every one was seen. */
        FigureValues(double[] seen) {
            this(seen, seen);
        }

        int count() {
            return least.length;
        }

        double[] least() {
            return least;
        }

        double[] most() {
            return most;
        }

        /** In how many runs the value was not seen. */
        long unseen() {
            return IntStream.range(0, count()).filter(this::isUnseen).count();
        }

        /** The most that one of those may be; 0 without them. */
        double mostUnseen() {
            return IntStream.range(0, count())
                    .filter(this::isUnseen)
                    .mapToDouble(i -> most[i])
                    .max()
                    .orElse(0);
        }

        private boolean isUnseen(int run) {
            return least[run] < most[run];
        }

        /** The median of what each is at least; null when there is none or it is infinite. */
        @Nullable
        Double median() {
            if (count() == 0) {
                return null;
            }
            double[] sorted = least.clone();
            Arrays.sort(sorted);
            double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            return Double.isInfinite(median) ? null : median;
        }
    }
}
