package dev.crossfire.lab.process;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the lab did not come up, or not in time; carries the end of its log. */
public final class PartFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 20;

    private final String part;
    private final List<String> log;

    /**
     * Names the part and reads the end of its log.
     *
     * @param message what was expected and what was found
     * @param cause may be null
     */
    public PartFailedException(String part, String message, Path log, @Nullable Throwable cause) {
        super(part + ": " + message, cause);
        this.part = part;
        this.log = List.copyOf(LogTail.of(log, LINES));
    }

    /** Returns the part's name. */
    public String part() {
        return part;
    }

    /** Returns the last lines of its log, oldest first. */
    public List<String> log() {
        return log;
    }
}
