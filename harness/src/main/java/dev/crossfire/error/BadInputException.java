package dev.crossfire.error;

import dev.crossfire.model.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the user gave is wrong (exit code 2); one line a problem. */
public final class BadInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;
    private final transient List<Problem> problems;

    public BadInputException(List<String> lines) {
        this(lines, List.of());
    }

    private BadInputException(List<String> lines, List<Problem> problems) {
        super(String.join("\n", folded(lines)));
        this.lines = folded(lines);
        this.problems = List.copyOf(problems);
    }

    public static BadInputException of(List<Problem> problems) {
        return new BadInputException(problems.stream().map(Problem::toString).toList(), problems);
    }

    /** The problems behind the lines; empty when they are nothing but sentences. */
    public List<Problem> problems() {
        return problems;
    }

    /** Equal lines once, with their number. */
    private static List<String> folded(List<String> lines) {
        Map<String, Integer> times = new LinkedHashMap<>();
        lines.forEach(line -> times.merge(line, 1, Integer::sum));
        return times.entrySet().stream()
                .map(line -> line.getKey() + (line.getValue() == 1 ? "" : " (" + line.getValue() + " times)"))
                .toList();
    }

    public List<String> lines() {
        return lines;
    }
}
