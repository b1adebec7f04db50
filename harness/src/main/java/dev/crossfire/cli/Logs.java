package dev.crossfire.cli;

import dev.crossfire.model.PrintableText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/** Sends libraries' log lines to a file of the run, never between the lines that a person reads. */
final class Logs {
    private static final Logger ROOT = LogManager.getLogManager().getLogger("");

    private Logs() {}

    /** Keeps everything off the terminal. */
    static void offTheTerminal() {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
    }

    /** Lines in which the text of others cannot steer the terminal that the file is shown on. */
    private static final class PrintableFormatter extends SimpleFormatter {
        @Override
        public String format(LogRecord line) {
            return PrintableText.lines(super.format(line).replace("\t", "    "));
        }
    }

    /**
     * Writes warnings and worse to a file until it is closed.
     *
     * @throws IOException when the file cannot be written
     */
    static Closeable into(Path file) throws IOException {
        Handler handler = new StreamHandler(Files.newOutputStream(file), new PrintableFormatter()) {
            @Override
            public synchronized void publish(LogRecord line) {
                super.publish(line);
                // A run that is killed should leave its last words.
                flush();
            }
        };
        handler.setLevel(Level.WARNING);
        ROOT.addHandler(handler);
        return () -> {
            ROOT.removeHandler(handler);
            handler.close();
        };
    }
}
