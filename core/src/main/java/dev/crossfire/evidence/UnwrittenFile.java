package dev.crossfire.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A file of a run could not be written; the message names the file, and a full disk as the cause. */
public final class UnwrittenFile extends IOException {
    private static final long serialVersionUID = 1L;

    /** A disk with fewer free bytes than this counts as full when a write to it fails. */
    private static final long NEXT_TO_NOTHING = 64 * 1024;

    private UnwrittenFile(String message, IOException why) {
        super(message, why);
    }

    /** The error of a write, with the file's name. */
    public static IOException of(Path file, IOException why) {
        return why instanceof UnwrittenFile ? why : of(file, why, free(file));
    }

    /** @param free bytes that the file's disk still has; negative when that is not known */
    static IOException of(Path file, IOException why, long free) {
        boolean full = (free >= 0 && free < NEXT_TO_NOTHING) || saysFull(why);
        return new UnwrittenFile(
                file + " cannot be written: "
                        + (full ? "its disk is full" + (free < 0 ? "" : " (" + free + " bytes are free)") : text(why)),
                why);
    }

    /** The operating system's own words; Java has no type for it. They may be translated: then the free bytes tell. */
    private static boolean saysFull(IOException why) {
        String words = String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT);
        return words.contains("no space left")
                || words.contains("quota exceeded")
                || words.contains("not enough space");
    }

    /** A file system's error has the file as its message and the reason beside it. */
    private static String text(IOException why) {
        String words = why.getMessage() == null ? "" : why.getMessage();
        return why.getClass() == IOException.class && !words.isEmpty() ? words : why.toString();
    }

    private static long free(Path file) {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
        } catch (IOException | RuntimeException unknown) {
            return -1;
        }
    }
}
