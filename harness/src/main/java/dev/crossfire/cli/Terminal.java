package dev.crossfire.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where results and progress go: results on standard output, everything else on standard error, both in UTF-8. */
final class Terminal {
    private final PrintWriter out;
    private final PrintWriter err;

    /** The process's own. */
    Terminal() {
        this(writer(FileDescriptor.out), writer(FileDescriptor.err));
    }

    Terminal(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** Whether standard error is a terminal; the launcher script can determine it, a JVM before 22 cannot. */
    static boolean isWatched() {
        return Boolean.getBoolean("crossfire.tty");
    }

    /** Whether results may have colour: standard output is a terminal and {@code NO_COLOR} is not set. */
    static boolean wantsColour() {
        return Boolean.getBoolean("crossfire.tty.out") && System.getenv("NO_COLOR") == null;
    }
}
