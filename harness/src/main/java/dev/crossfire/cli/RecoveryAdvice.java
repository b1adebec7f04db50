package dev.crossfire.cli;

import java.nio.file.Path;

/** What to do about a fault that could not be verified to be cleared. */
final class RecoveryAdvice {
    private RecoveryAdvice() {}

    /** Names the command that heals the runs in a folder, as it would be typed here. */
    static String advice(Path folder) {
        return "crossfire: a fault is not verified to be cleared; heal it with: crossfire recover " + asTyped(folder);
    }

    /** A path as the user would type it here: relative when it lies below. */
    static String asTyped(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) ? here.relativize(whole).toString() : whole.toString();
    }
}
