package dev.crossfire.input;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.judge.ControlReading;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run without faults with which a user wants another compared. */
public final class ControlInput {
    private ControlInput() {}

    /**
     * Finds what is wrong with it before anything is started.
     *
     * @param folder the control run's; null when the user named none
     * @param draft what is planned, as far as it is known; null when nothing is
     * @throws BadInputException when it is no run, or none that the planned one could be compared with
     */
    public static void check(@Nullable Path folder, @Nullable Plan draft, Kinds kinds) throws BadInputException {
        if (folder != null && draft != null) {
            read(folder, draft, kinds);
        } else if (folder != null) {
            RunFolders.open(folder, kinds);
        }
    }

    /**
     * Writes what is compared into the run's own directory, so that it can be judged again without the other.
     *
     * @param folder the control run's; null when the user named none
     * @throws BadInputException when it is no run, or none that this one could be compared with
     */
    public static void keep(@Nullable Path folder, Plan plan, RunDirectory run, Kinds kinds)
            throws BadInputException, IOException {
        if (folder != null) {
            run.write(read(folder, plan, kinds));
        }
    }

    private static ControlRun read(Path folder, Plan plan, Kinds kinds) throws BadInputException {
        RunDirectory control = RunFolders.open(folder, kinds);
        ControlReading.ControlResult read;
        try {
            read = ControlReading.of(control.evidence(), plan);
        } catch (IOException unreadable) {
            throw new BadInputException(List.of("--control " + folder + ": its evidence cannot be read ("
                    + unreadable.getMessage() + "); expected the folder of a run with --no-faults"));
        }
        @Nullable ControlRun kept = read.control();
        if (kept == null) {
            throw new BadInputException(read.problems().stream()
                    .map(problem -> "--control " + folder + ": " + problem)
                    .toList());
        }
        return kept;
    }
}
