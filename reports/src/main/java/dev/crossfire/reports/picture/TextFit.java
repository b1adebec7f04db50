package dev.crossfire.reports.picture;

import java.util.ArrayList;
import java.util.List;

/** How much text fits where, by the average width of a letter, because the fonts are those of the viewer. */
final class TextFit {
    private static final double LETTER = 0.52;
    private static final double BOLD_LETTER = 0.58;
    private static final String MORE = "…";

    private TextFit() {}

    static double width(String text, double size, boolean bold) {
        return text.length() * size * (bold ? BOLD_LETTER : LETTER);
    }

    /** The text, cut to a width. */
    static String cut(String text, double size, double width) {
        int most = (int) (width / (size * LETTER));
        return text.length() <= most
                ? text
                : text.substring(0, Math.max(0, most - 1)).stripTrailing() + MORE;
    }

    /** The text in lines; the last is cut when there are too many. */
    static List<String> wrap(String text, double size, double width, int mostLines) {
        int most = (int) (width / (size * LETTER));
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > most && lines.size() < mostLines - 1) {
            int space = rest.lastIndexOf(' ', most);
            int cut = space > most / 2 ? space : most;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(cut(rest, size, width));
        return lines;
    }
}
