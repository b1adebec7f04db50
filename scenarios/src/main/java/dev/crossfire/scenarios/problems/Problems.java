package dev.crossfire.scenarios.problems;

import dev.crossfire.model.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects problems, so that the user gets all of them at once. */
public final class Problems {
    /** More problems than this do not help the user. */
    private static final int MOST_PROBLEMS = 100;

    private final List<PositionedProblem> found = new ArrayList<>();

    private record PositionedProblem(SourcePosition position, Problem problem) {}

    public void add(SourcePosition position, String found, String expected) {
        add(position, found, expected, null);
    }

    public void add(SourcePosition position, String found, String expected, @Nullable String hint) {
        add(position, new Problem(position.toString(), found, expected, hint));
    }

    /** Notes something required that is absent. */
    public void missing(SourcePosition position, String what, String expected, @Nullable String hint) {
        add(position, Problem.missing(position.toString(), what, expected, hint));
    }

    private void add(SourcePosition position, Problem problem) {
        if (this.found.size() < MOST_PROBLEMS && this.found.stream().noneMatch(one -> one.problem.equals(problem))) {
            this.found.add(new PositionedProblem(position, problem));
        }
    }

    /** Adds the problems of another collection. */
    public void addAll(Problems other) {
        other.found.forEach(one -> add(one.position, one.problem));
    }

    /** Adds the problems that occur only with an overlay, also those outside of it. */
    public void addFromOverlay(Problems other, String overlay) {
        for (PositionedProblem one : other.found) {
            Problem problem = one.problem;
            boolean known = found.stream().anyMatch(mine -> mine.problem.equals(problem));
            boolean inside = one.position instanceof SourcePosition.InFile file && overlay.equals(file.overlay());
            if (!known) {
                String found = inside ? problem.found() : problem.found() + " with the overlay " + overlay;
                add(
                        one.position,
                        new Problem(problem.where(), found, problem.expected(), problem.hint(), problem.absent()));
            }
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file, what came from the command line last. */
    public List<Problem> inFileOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt((PositionedProblem one) -> line(one.position))
                        .thenComparingInt(one -> column(one.position)))
                .map(PositionedProblem::problem)
                .toList();
    }

    private static int line(SourcePosition position) {
        return position instanceof SourcePosition.InFile file ? file.line() : Integer.MAX_VALUE;
    }

    private static int column(SourcePosition position) {
        return position instanceof SourcePosition.InFile file ? file.column() : Integer.MAX_VALUE;
    }

    /** Notes problems by the JSON pointer of the invalid value. */
    public record ProblemNotes(Problems problems, ValueOrigins origins) {
        public void add(String pointer, String found, String expected, @Nullable String hint) {
            origins.position(pointer).ifPresent(position -> problems.add(position, found, expected, hint));
        }

        /** Notes something required that is absent, such as a key. */
        public void missing(String pointer, String what, String expected, @Nullable String hint) {
            origins.position(pointer).ifPresent(position -> problems.missing(position, what, expected, hint));
        }

        /** Whether the file has a value exactly there, readable or not. */
        public boolean isWritten(String pointer) {
            return origins.isWritten(pointer);
        }
    }
}
