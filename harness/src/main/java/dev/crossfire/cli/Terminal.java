package dev.crossfire.cli;

import dev.crossfire.model.PrintableText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Where results and progress go: results on standard output, everything else on standard error, both in UTF-8.
 *
 * <p>What is printed contains text of others: of files, services, simulations. Here it is escaped
 * ({@link PrintableText}), in one place, so that none of it steers the terminal.
 */
final class Terminal {
    private final PrintWriter out;
    private final PrintWriter err;
    private final PrintWriter drawnOut;
    private final PrintWriter drawnErr;

    /** The process's own. */
    Terminal() {
        this(writer(FileDescriptor.out), writer(FileDescriptor.err));
    }

    Terminal(PrintWriter out, PrintWriter err) {
        this.drawnOut = out;
        this.drawnErr = err;
        this.out = new PrintWriter(new EscapingWriter(out), true);
        this.err = new PrintWriter(new EscapingWriter(err), true);
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

    /** Standard output for what colours words itself, and escapes the text of others itself. */
    PrintWriter drawnOut() {
        return drawnOut;
    }

    /** Standard error for what rewrites its line itself, and escapes the text of others itself. */
    PrintWriter drawnErr() {
        return drawnErr;
    }

    /** Whether standard error is a terminal; the launcher script can determine it, a JVM before 22 cannot. */
    static boolean isWatched() {
        return Boolean.getBoolean("crossfire.tty");
    }

    /** Whether results may have colour: standard output is a terminal and {@code NO_COLOR} is not set. */
    static boolean wantsColour() {
        return Boolean.getBoolean("crossfire.tty.out") && System.getenv("NO_COLOR") == null;
    }

    /** Escapes what is written, and keeps line ends. */
    private static final class EscapingWriter extends Writer {
        private final PrintWriter to;
        /** The first half of a pair whose second half is yet to be written; 0 without one. */
        private char half;

        EscapingWriter(PrintWriter to) {
            this.to = to;
        }

        @Override
        public void write(char[] letters, int from, int count) {
            if (count == 0) {
                return;
            }
            String text = (half == 0 ? "" : String.valueOf(half)) + new String(letters, from, count);
            int last = text.length() - 1;
            boolean isCut = Character.isHighSurrogate(text.charAt(last));
            half = isCut ? text.charAt(last) : 0;
            to.write(PrintableText.lines(isCut ? text.substring(0, last) : text));
        }

        /** @throws IOException when the output is closed, which a PrintWriter does not report by itself */
        @Override
        public void flush() throws IOException {
            if (to.checkError()) {
                throw new IOException("the output is closed");
            }
        }

        @Override
        public void close() {
            to.close();
        }
    }
}
