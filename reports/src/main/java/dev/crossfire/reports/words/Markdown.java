package dev.crossfire.reports.words;

import java.util.List;

/** Plain text made inert in Markdown, also inside a table: no links, no markup, no HTML, no mentions. */
public final class Markdown {
    private static final String MARKUP = "\\`*_[]~$";
    private static final int LONGEST_TEXT = 500;

    private Markdown() {}

    /** The text as Markdown that shows exactly it. */
    public static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        String shown = Redactor.text(text, LONGEST_TEXT);
        for (int i = 0; i < shown.length(); i++) {
            char letter = shown.charAt(i);
            switch (letter) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                // A reference or a mention would reach out of the comment.
                case '@' -> safe.append("&#64;");
                case '#' -> safe.append("&#35;");
                case '|' -> safe.append("&#124;");
                default -> {
                    if (MARKUP.indexOf(letter) >= 0) {
                        safe.append('\\');
                    }
                    safe.append(letter);
                }
            }
        }
        // Bare addresses would become links.
        return safe.toString().replace("://", "&#58;//").replace("www.", "www&#46;");
    }

    /** A picture beside the text, as a paragraph; where the text is shown alone, a viewer shows its description. */
    public static String picture(String file) {
        return "![Timeline of the run](" + file + ")\n\n";
    }

    /** A line as a block of code, unchanged; nothing in it can end the block. */
    public static String code(String line) {
        String fence = "```";
        while (line.contains(fence)) {
            fence += "`";
        }
        return fence + "sh\n" + line + "\n" + fence + "\n";
    }

    /** A table of plain texts in Markdown; every cell is made inert, and a table without rows is no text at all. */
    public record MarkdownTable(List<String> heads, List<List<String>> rows) {
        /** A comment must stay readable; the rest is in the report. */
        private static final int MOST_ROWS = 30;

        /** The table with an empty line after it. */
        public String open() {
            if (rows.isEmpty()) {
                return "";
            }
            StringBuilder text = new StringBuilder();
            row(text, heads);
            text.append('|').append("---|".repeat(heads.size())).append('\n');
            rows.stream().limit(MOST_ROWS).forEach(row -> row(text, row));
            if (rows.size() > MOST_ROWS) {
                text.append("\nThe first ").append(MOST_ROWS).append(" of ").append(rows.size());
                text.append(".\n");
            }
            return text.append('\n').toString();
        }

        /** The table behind a line that the reader opens; Markdown inside needs the empty lines. */
        public String folded(String line) {
            return rows.isEmpty()
                    ? ""
                    : "<details><summary>" + Markdown.safe(line) + "</summary>\n\n" + open() + "</details>\n\n";
        }

        private static void row(StringBuilder text, List<String> cells) {
            text.append('|');
            cells.forEach(cell -> text.append(' ').append(Markdown.safe(cell)).append(" |"));
            text.append('\n');
        }
    }
}
