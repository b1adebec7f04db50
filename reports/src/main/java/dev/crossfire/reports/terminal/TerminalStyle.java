package dev.crossfire.reports.terminal;

/**
 * What a terminal can show.
 *
 * @param colour whether outcomes may be coloured
 * @param unicode whether more than ASCII can be shown
 */
public record TerminalStyle(boolean colour, boolean unicode) {
    /** Neither colour nor more than ASCII; right for any file. */
    public static final TerminalStyle PLAIN = new TerminalStyle(false, false);
}
