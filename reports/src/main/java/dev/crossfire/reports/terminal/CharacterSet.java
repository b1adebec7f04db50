package dev.crossfire.reports.terminal;

import java.util.Map;

/** The characters of a terminal: as they are, or their ASCII replacements. */
final class CharacterSet {
    static final String BARS = "▁▂▃▄▅▆▇█";

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

    private CharacterSet() {}

    /** A text in ASCII; what has no stand-in becomes a question mark. */
    static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < 128) {
                ascii.append(letter);
            } else {
                ascii.append(ASCII.getOrDefault(letter, "?"));
            }
        }
        return ascii.toString();
    }
}
