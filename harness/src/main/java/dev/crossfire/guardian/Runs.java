package dev.crossfire.guardian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the folders of runs. */
public final class Runs {
    private static final String JOURNAL = "journal.jsonl";

    private Runs() {}

    /** The folder itself when a run is in it, otherwise those right below it, by name; none when there is no folder. */
    public static List<Path> in(Path folder) throws IOException {
        if (isRun(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Runs::isRun).sorted().toList();
        }
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(JOURNAL));
    }
}
