package dev.crossfire.cli;

/** The exit codes of every command. */
public final class ExitCode {
    static final int PASS = 0;
    static final int USAGE = 2;
    public static final int BROKEN = 4;
    static final int DIRTY = 5;

    private ExitCode() {}
}
