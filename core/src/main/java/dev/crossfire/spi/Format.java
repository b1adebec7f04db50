package dev.crossfire.spi;

import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;

/** A form in which a run is told; found through {@link java.util.ServiceLoader}. */
public interface Format {
    /** What {@code --format} calls it, as {@code junit}. */
    String name();

    /** The file or folder it writes, relative to the run directory. */
    String fileName();

    /**
     * Writes the run; the same evidence and verdict give the same bytes.
     *
     * @param run whose verdict has been reached
     * @throws IOException when the file cannot be written
     */
    void write(RunDirectory run) throws IOException;
}
