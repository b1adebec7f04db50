package dev.crossfire.judge.compare;

import dev.crossfire.judge.repeat.RecoverySample;
import dev.crossfire.model.objective.Phase;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
}
