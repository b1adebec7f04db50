package dev.crossfire.spi;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;

/** A report format, for single runs and repeated ones; found through {@link java.util.ServiceLoader}. */
public interface Format {
    /** What {@code --format} calls it, as {@code junit}. */
    String name();

    /**
     * Whether {@code run} and {@code judge} write it unasked; a format that costs much or that few need is written only
     * when {@code --format} names it.
     */
    default boolean isDefault() {
        return true;
    }

    /** The file or folder it writes, relative to the folder of the run or of the repeated drills. */
    String fileName();

    /**
     * Writes the run; the same evidence and verdict give the same bytes.
     *
     * @param run whose verdict has been reached
     * @throws IOException when the file cannot be written
     */
    void write(RunDirectory run) throws IOException;

    /**
     * Writes repeated drills together; each drill has reports of its own in its own folder.
     *
     * @param all whose verdict has been reached
     * @throws IOException when the file cannot be written
     */
    void write(RepeatDirectory all) throws IOException;
}
