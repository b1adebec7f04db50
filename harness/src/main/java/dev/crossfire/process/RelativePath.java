package dev.crossfire.process;

import java.nio.file.Path;

/** A path as the user would type it in this process's working directory. */
public final class RelativePath {
    private RelativePath() {}

    /** Relative when it lies below the working directory, and absolute otherwise. */
    public static String of(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) ? here.relativize(whole).toString() : whole.toString();
    }
}
