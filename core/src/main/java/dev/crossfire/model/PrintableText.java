package dev.crossfire.model;

/**
 * Text of others as it may be printed: what would steer a terminal, or show letters in another order than they are in,
 * becomes a visible escape such as {@code \u202e}.
 *
 * <p>These are control characters (C0, DEL and C1, so also every escape sequence), format characters (bidirectional
 * overrides and isolates, zero-width characters, tags), line and paragraph separators, noncharacters and halves of
 * surrogate pairs. Text that was escaped once is not changed again.
 */
public final class PrintableText {
    private PrintableText() {}

    /** Returns a text on one line: its line ends become visible, too. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** Returns a text of several lines; its line ends are kept. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepLineEnds) {
        int first = firstUnprintable(text, keepLineEnds);
        if (first == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        int i = first;
        while (i < text.length()) {
            int letter = text.codePointAt(i);
            if (isPrintable(letter) || (keepLineEnds && letter == '\n')) {
                shown.appendCodePoint(letter);
            } else {
                escape(letter, shown);
            }
            i += Character.charCount(letter);
        }
        return shown.toString();
    }

    private static int firstUnprintable(String text, boolean keepLineEnds) {
        int i = 0;
        while (i < text.length()) {
            int letter = text.codePointAt(i);
            if (!isPrintable(letter) && !(keepLineEnds && letter == '\n')) {
                return i;
            }
            i += Character.charCount(letter);
        }
        return i;
    }

    /** Whether a character is shown as itself; no line end is. */
    public static boolean isPrintable(int codePoint) {
        if (codePoint >= ' ' && codePoint < 0x7f) {
            return true;
        }
        boolean isNoncharacter = (codePoint & 0xfffe) == 0xfffe || (codePoint >= 0xfdd0 && codePoint <= 0xfdef);
        return !isNoncharacter
                && switch (Character.getType(codePoint)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> false;
                    default -> true;
                };
    }

    private static void escape(int letter, StringBuilder shown) {
        switch (letter) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                for (char half : Character.toChars(letter)) {
                    shown.append(String.format("\\u%04x", (int) half));
                }
            }
        }
    }
}
