package dev.crossfire.judge.compare;

import dev.crossfire.judge.compare.RunComparison.ComparisonOutcome;
import dev.crossfire.judge.compare.RunComparison.FigureKind;
import dev.crossfire.judge.statistics.RankTest.Holm;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares two sets of runs of one scenario, figure by figure, by ranks alone: recoveries have no bell curve.
 *
 * <p>A figure is the same when its shift is shown to lie within the margin, worse or better when chance does not
 * explain it at 5 % for all figures together (Holm), and otherwise inconclusive. The whole is what its figures are:
 * worse before inconclusive before better before same.
 *
 * @param margin share of the first set's median within which a shift does not matter
 * @param kinds of figures to compare; empty for all
 * @param cohorts to compare; empty for all
 */
public record RunComparator(Ratio margin, Set<FigureKind> kinds, Set<String> cohorts) {
    public RunComparator {
        kinds = Set.copyOf(kinds);
        cohorts = Set.copyOf(cohorts);
    }

    /** Compares the second set with the first. */
    public RunComparison compare(RunSet first, RunSet second) {
        List<Verdict> firstRuns = first.compared();
        List<Verdict> secondRuns = second.compared();
        List<FigureComparison> comparisons =
                ComparedFigure.in(Stream.concat(firstRuns.stream(), secondRuns.stream())
                                .toList())
                        .stream()
                        .filter(this::isWanted)
                        .map(subject -> new FigureComparison(
                                subject, subject.values(firstRuns), subject.values(secondRuns), margin.value()))
                        .toList();
        List<RunComparison.Figure> figures = figures(comparisons);
        ComparisonOutcome outcome = figures.stream()
                .map(RunComparison.Figure::outcome)
                .reduce(ComparisonOutcome.SAME, ComparisonOutcome::or);
        if (figures.isEmpty()) {
            outcome = ComparisonOutcome.INCONCLUSIVE;
        }
        return new RunComparison(
                RunComparison.SCHEMA,
                Stream.concat(first.runs().stream(), second.runs().stream())
                        .map(Verdict::scenario)
                        .findFirst()
                        .orElse(""),
                outcome,
                outcome.exitCode(),
                first.side(),
                second.side(),
                figures,
                notes(first, second, figures));
    }

    private boolean isWanted(ComparedFigure subject) {
        return (kinds.isEmpty() || kinds.contains(subject.kind()))
                && (cohorts.isEmpty() || cohorts.contains(subject.cohort()));
    }

    private static List<RunComparison.Figure> figures(List<FigureComparison> comparisons) {
        List<FigureComparison> compared =
                comparisons.stream().filter(FigureComparison::isEnough).toList();
        double[] ofAll = Holm.adjusted(
                compared.stream().mapToDouble(FigureComparison::pValue).toArray());
        int needed = Holm.leastASide(Math.max(1, compared.size()), FigureComparison.LEVEL);
        List<RunComparison.Figure> figures = new ArrayList<>();
        for (FigureComparison comparison : comparisons) {
            int place = compared.indexOf(comparison);
            figures.add(comparison.figure(place < 0 ? 1 : ofAll[place], needed));
        }
        return figures;
    }

    private static List<String> notes(RunSet first, RunSet second, List<RunComparison.Figure> figures) {
        List<String> notes = new ArrayList<>(first.exclusions());
        notes.addAll(second.exclusions());
        if (figures.isEmpty()) {
            notes.add("no figure to compare was found in either");
        }
        return notes;
    }
}
