package dev.crossfire.input;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the folders of runs. */
public final class RunFolders {
    private static final String JOURNAL = "journal.jsonl";

    private RunFolders() {}

    /**
     * The folder itself when a run is in it, otherwise the runs right below it and the drills of repeated runs there, by
     * name; none when there is no folder.
     */
    public static List<Path> in(Path folder) throws IOException {
        if (isRun(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> runs = new ArrayList<>();
            for (Path below : inside.sorted().toList()) {
                if (isRun(below)) {
                    runs.add(below);
                } else if (RepeatDirectory.is(below)) {
                    runs.addAll(in(below));
                }
            }
            return runs;
        }
    }

    /**
     * The run in a folder that the user named.
     *
     * @throws BadInputException when there is no plan in it
     */
    public static RunDirectory open(Path folder, Kinds kinds) throws BadInputException {
        RunDirectory run = new RunDirectory(folder.toAbsolutePath().normalize(), kinds);
        if (!Files.isRegularFile(run.planFile())) {
            throw new BadInputException(List.of(
                    folder + " has no plan.json; expected the folder of a run, such as runs/2026-11-20T0931-…"));
        }
        return run;
    }

    /** Whether a run has left its journal there, whatever else is missing. */
    public static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(JOURNAL));
    }
}
