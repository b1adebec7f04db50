package dev.crossfire.reports.terminal;

import dev.crossfire.model.PrintableText;
import dev.crossfire.model.verdict.RunOutcome;
import java.util.Map;

/**
 * What a terminal can show.
 *
 * @param colour whether outcomes may be coloured
 * @param unicode whether more than ASCII can be shown
 */
public record TerminalStyle(boolean colour, boolean unicode) {
    /** Neither colour nor more than ASCII; right for any file. */
    public static final TerminalStyle PLAIN = new TerminalStyle(false, false);

    static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String UNCOLOURED = "\u001b[0m";
    private static final Map<Character, String> ASCII = Map.ofEntries(
            Map.entry('✓', "+"),
            Map.entry('✗', "x"),
            Map.entry('⚠', "!!"),
            Map.entry('·', "|"),
            Map.entry('–', "-"),
            Map.entry('—', "-"),
            Map.entry('≤', "<="),
            Map.entry('≥', ">="),
            Map.entry('…', "..."),
            Map.entry('→', "->"),
            Map.entry('’', "'"),
            Map.entry('▁', "_"),
            Map.entry('▂', "."),
            Map.entry('▃', "-"),
            Map.entry('▄', "="),
            Map.entry('▅', "+"),
            Map.entry('▆', "*"),
            Map.entry('▇', "%"),
            Map.entry('█', "#"));

    /** A whole screen whose first word, after its margin, is the outcome: that word alone is coloured. */
    public String screen(Screen screen, RunOutcome outcome) {
        String text = shown(screen);
        if (!colour) {
            return text;
        }
        int from = Screen.MARGIN;
        int to = from + outcome.name().length();
        return text.substring(0, from) + code(outcome) + text.substring(from, to) + UNCOLOURED + text.substring(to);
    }

    /** The text of a screen; in ASCII if need be, where what has no replacement becomes a question mark. */
    String shown(Screen screen) {
        String text = screen.toString();
        if (unicode) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            ascii.append(letter < 128 ? String.valueOf(letter) : ASCII.getOrDefault(letter, "?"));
        }
        return ascii.toString();
    }

    private static String code(RunOutcome outcome) {
        return switch (outcome) {
            case PASS -> "\u001b[1;32m";
            case FAIL, DIRTY -> "\u001b[1;31m";
            case INCONCLUSIVE, ERROR -> "\u001b[1;33m";
        };
    }

    /** Lines of at most 80 columns, in which the text of others is escaped. */
    public static final class Screen {
        static final int COLUMNS = 80;
        /** How far the outcome of a run stands from the left edge. */
        static final int MARGIN = 2;

        private final StringBuilder text = new StringBuilder();

        /** An empty line. */
        public Screen gap() {
            text.append('\n');
            return this;
        }

        /** A line, wrapped at spaces; the lines after the first are indented. */
        public Screen wrapped(String line, int indent) {
            String rest = PrintableText.line(line);
            int margin = 0;
            while (margin + rest.length() > COLUMNS) {
                int room = COLUMNS - margin;
                int space = rest.lastIndexOf(' ', room);
                boolean breaks = space > indent;
                int cut = breaks ? space : room;
                text.append(" ".repeat(margin)).append(rest, 0, cut).append('\n');
                rest = rest.substring(breaks ? cut + 1 : cut);
                margin = indent;
            }
            text.append(" ".repeat(margin)).append(rest).append('\n');
            return this;
        }

        /** A line with something at its right edge; the left gives way when there is no room for both. */
        Screen split(String start, String end) {
            String left = PrintableText.line(start);
            String right = PrintableText.line(end);
            int room = COLUMNS - right.length() - 1;
            if (left.length() > room) {
                wrapped(left, 6);
                text.append(" ".repeat(COLUMNS - right.length())).append(right).append('\n');
            } else {
                text.append(left).append(" ".repeat(COLUMNS - left.length() - right.length()));
                text.append(right).append('\n');
            }
            return this;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
