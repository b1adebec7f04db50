package dev.crossfire.reports.terminal;

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
    String screen(Screen screen, RunOutcome outcome) {
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
}
