package dev.crossfire.series.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What every command must keep, whatever it was given. */
final class PrintedText {
    private static final String BREAKS = "\n\t";

    private PrintedText() {}

    /** Returns what is wrong with a command's output and exit code. */
    static List<String> problems(String what, int exitCode, String printed, Set<Integer> expected) {
        List<String> problems = new ArrayList<>();
        if (!expected.contains(exitCode)) {
            problems.add(what + " ended with " + exitCode + ", expected one of " + expected + ": " + start(printed));
        }
        if (printed.contains("\tat ") || printed.contains("an error in Crossfire itself")) {
            problems.add(what + " printed a stack trace: " + start(printed));
        }
        printed.codePoints()
                .filter(PrintedText::isControl)
                .findFirst()
                .ifPresent(point -> problems.add(
                        String.format("%s printed the control character U+%04X: %s", what, point, start(printed))));
        return problems;
    }

    /** What can move a terminal's cursor, or show text in another order than it has. */
    private static boolean isControl(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> BREAKS.indexOf(point) < 0;
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static String start(String text) {
        return text.strip().lines().limit(12).toList().toString();
    }
}
