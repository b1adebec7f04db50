package dev.crossfire.cli;

import dev.crossfire.model.Problem;
import java.util.List;

/** What the user gave is wrong (exit code 2); one line a problem. */
final class BadInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    BadInputException(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    static BadInputException of(List<Problem> problems) {
        return new BadInputException(problems.stream().map(Problem::toString).toList());
    }

    List<String> lines() {
        return lines;
    }
}
