package dev.crossfire.reports.terminal;

/** Lines of at most 80 columns. */
final class Screen {
    static final int COLUMNS = 80;
    /** How far the outcome of a run stands from the left edge. */
    static final int MARGIN = 2;

    private final StringBuilder text = new StringBuilder();

    /** An empty line. */
    Screen gap() {
        text.append('\n');
        return this;
    }

    /** A line, wrapped at spaces; the lines after the first are indented. */
    Screen wrapped(String line, int indent) {
        String rest = line;
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
    Screen split(String left, String right) {
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
