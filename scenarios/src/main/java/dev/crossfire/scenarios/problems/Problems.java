package dev.crossfire.scenarios.problems;

import dev.crossfire.model.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that the user gets every problem at once. */
public final class Problems {
    /** More than this is no help. */
    private static final int MOST = 100;

    private final List<Found> found = new ArrayList<>();

    private record Found(SourcePosition place, Problem problem) {}

    public void add(SourcePosition place, String found, String expected) {
        add(place, found, expected, null);
    }

    public void add(SourcePosition place, String found, String expected, @Nullable String hint) {
        add(place, new Problem(place.toString(), found, expected, hint));
    }

    /** Notes something required that is absent. */
    public void missing(SourcePosition place, String what, String expected, @Nullable String hint) {
        add(place, Problem.missing(place.toString(), what, expected, hint));
    }

    private void add(SourcePosition place, Problem problem) {
        if (this.found.size() < MOST && this.found.stream().noneMatch(one -> one.problem.equals(problem))) {
            this.found.add(new Found(place, problem));
        }
    }

    /** Takes over what the other has found. */
    public void addAll(Problems other) {
        other.found.forEach(one -> add(one.place, one.problem));
    }

    /** Takes over what is wrong only with an overlay, also where the overlay makes something else wrong. */
    public void addFromOverlay(Problems other, String overlay) {
        for (Found one : other.found) {
            Problem problem = one.problem;
            boolean known = found.stream().anyMatch(mine -> mine.problem.equals(problem));
            boolean inside = one.place instanceof SourcePosition.InFile file && overlay.equals(file.overlay());
            if (!known) {
                String found = inside ? problem.found() : problem.found() + " with the overlay " + overlay;
                add(
                        one.place,
                        new Problem(problem.where(), found, problem.expected(), problem.hint(), problem.absent()));
            }
        }
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** In the order of the file, what came from the command line last. */
    public List<Problem> all() {
        return found.stream()
                .sorted(Comparator.comparingInt((Found one) -> line(one.place))
                        .thenComparingInt(one -> column(one.place)))
                .map(Found::problem)
                .toList();
    }

    private static int line(SourcePosition place) {
        return place instanceof SourcePosition.InFile file ? file.line() : Integer.MAX_VALUE;
    }

    private static int column(SourcePosition place) {
        return place instanceof SourcePosition.InFile file ? file.column() : Integer.MAX_VALUE;
    }
}
