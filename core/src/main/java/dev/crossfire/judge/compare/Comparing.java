package dev.crossfire.judge.compare;

import dev.crossfire.judge.statistics.Holm;
import dev.crossfire.model.Ratio;
import dev.crossfire.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares two sets of runs of one scenario, figure by figure, by ranks alone: recoveries have no bell curve.
 *
 * <p>A figure is the same when its shift is shown to lie within the margin, worse or better when chance does not explain
 * it at 5 % for all figures together (Holm), and otherwise nothing can be told. The whole is what its figures are: worse
 * before cannot tell before better before same.
 *
 * @param margin share of the first set's median within which a shift does not matter
 * @param kinds of figures to compare; empty for all
 * @param cohorts to compare; empty for all
 */
public record Comparing(Ratio margin, Set<FigureKind> kinds, Set<String> cohorts) {
    public Comparing {
        kinds = Set.copyOf(kinds);
        cohorts = Set.copyOf(cohorts);
    }

    /** Holds the second set against the first. */
    public Comparison compare(RunSet first, RunSet second) {
        List<Verdict> firstRuns = first.used();
        List<Verdict> secondRuns = second.used();
        List<Weighing> weighings = Subject.in(
                        Stream.concat(firstRuns.stream(), secondRuns.stream()).toList())
                .stream()
                .filter(this::isWanted)
                .map(subject ->
                        new Weighing(subject, subject.values(firstRuns), subject.values(secondRuns), margin.value()))
                .toList();
        List<Comparison.Figure> figures = figures(weighings);
        Standing outcome = figures.stream().map(Comparison.Figure::standing).reduce(Standing.SAME, Standing::or);
        if (figures.isEmpty()) {
            outcome = Standing.CANNOT_TELL;
        }
        return new Comparison(
                Comparison.SCHEMA,
                Stream.concat(first.runs().stream(), second.runs().stream())
                        .map(Verdict::scenario)
                        .findFirst()
                        .orElse(""),
                outcome,
                outcome.exitCode(),
                first.told(),
                second.told(),
                figures,
                notes(first, second, figures));
    }

    private boolean isWanted(Subject subject) {
        return (kinds.isEmpty() || kinds.contains(subject.kind()))
                && (cohorts.isEmpty() || cohorts.contains(subject.cohort()));
    }

    private static List<Comparison.Figure> figures(List<Weighing> weighings) {
        List<Weighing> asked = weighings.stream().filter(Weighing::isEnough).toList();
        double[] ofAll =
                Holm.adjusted(asked.stream().mapToDouble(Weighing::chance).toArray());
        int needed = Holm.leastASide(Math.max(1, asked.size()), Weighing.LEVEL);
        List<Comparison.Figure> figures = new ArrayList<>();
        for (Weighing weighing : weighings) {
            int place = asked.indexOf(weighing);
            figures.add(weighing.figure(place < 0 ? 1 : ofAll[place], needed));
        }
        return figures;
    }

    private static List<String> notes(RunSet first, RunSet second, List<Comparison.Figure> figures) {
        List<String> notes = new ArrayList<>(first.leftOut());
        notes.addAll(second.leftOut());
        if (figures.isEmpty()) {
            notes.add("no figure to compare was found in either");
        }
        return notes;
    }
}
