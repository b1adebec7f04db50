package dev.crossfire.suite;

import dev.crossfire.run.RunSequence;
import dev.crossfire.run.RunSequence.RunStep;
import dev.crossfire.run.RunSequence.StepRun;
import dev.crossfire.suite.Suite.PlannedDrill;
import dev.crossfire.suite.Suite.SuiteDrill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The drills of a suite that are still to take place; those that an earlier run of it has concluded count as they are. */
public final class SuiteRun {
    /** Keeps what is known so far: a suite that is killed is worth its drills all the same. */
    @FunctionalInterface
    public interface SuiteSink {
        void keep(Suite suite) throws IOException;
    }

    private final Path folder;
    private final List<SuiteDrill> concluded;
    private final List<PlannedDrill> open;

    /**
     * Compares what is planned with what an earlier run has concluded.
     *
     * @param folder that of all drills
     * @param earlier what an earlier run of the suite has kept there; null when there was none
     */
    public SuiteRun(Path folder, List<PlannedDrill> planned, @Nullable Suite earlier) {
        this.folder = folder;
        concluded = earlier == null
                ? List.of()
                : earlier.drills().stream()
                        .filter(one -> one.isConclusive() && planned.contains(one.planned()))
                        .toList();
        open = planned.stream()
                .filter(one ->
                        concluded.stream().noneMatch(drill -> drill.planned().equals(one)))
                .toList();
    }

    /** Those that are to take place. */
    public List<PlannedDrill> open() {
        return open;
    }

    /** Carries them out, until all are done, a fault is left, or a user stops it. */
    public Suite run(String name, String environment, RunSequence sequence, StepRun runs, SuiteSink sink)
            throws IOException {
        List<SuiteDrill> drills = new ArrayList<>(concluded);
        List<String> folders = folders();
        List<RunStep> steps = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            PlannedDrill drill = open.get(i);
            steps.add(new RunStep(drill.scenario() + ", seed " + drill.seed(), folders.get(i)));
        }
        // Whatever the sequence returns is the outcome of a drill, too.
        sequence.of(steps, runs, (number, ended, why) -> {
            SuiteDrill drill = SuiteDrill.of(open.get(number), ended, why, folders.get(number));
            drills.add(drill);
            sink.keep(suite(name, environment, drills));
            return drill.outcome().toString();
        });
        return suite(name, environment, drills);
    }

    private Suite suite(String name, String environment, List<SuiteDrill> drills) {
        List<PlannedDrill> unfinished = open.subList(drills.size() - concluded.size(), open.size());
        return new Suite(Suite.SCHEMA, name, environment, drills, unfinished);
    }

    /** No drill writes into the folder of another, also not of one that broke earlier. */
    private List<String> folders() {
        Set<String> taken = new LinkedHashSet<>();
        for (PlannedDrill drill : open) {
            String base = fileName(drill) + "-seed-" + drill.seed();
            String name = base;
            for (int i = 2; taken.contains(name) || Files.exists(folder.resolve(name)); i++) {
                name = base + "-" + i;
            }
            taken.add(name);
        }
        return List.copyOf(taken);
    }

    private static String fileName(PlannedDrill drill) {
        return Path.of(drill.scenario())
                .getFileName()
                .toString()
                .replaceFirst("\\.ya?ml$", "")
                .replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
