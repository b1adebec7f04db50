package dev.crossfire.reports.words;

import java.util.List;

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
