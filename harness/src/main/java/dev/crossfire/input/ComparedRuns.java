package dev.crossfire.input;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.judge.compare.RunSet;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.process.RelativePath;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One side of a comparison, read from the folders that the user named. */
public final class ComparedRuns {
    private static final int MOST_DIFFERENCES = 8;

    private final String name;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<String> unjudged = new ArrayList<>();

    private ComparedRuns(String name) {
        this.name = name;
    }

    /**
     * Reads the runs in folders: of a run, of repeated drills, or that contain runs.
     *
     * @throws BadInputException when there is no run with a verdict in one of them
     */
    public static ComparedRuns read(List<Path> folders, Kinds kinds) throws BadInputException, IOException {
        ComparedRuns runs =
                new ComparedRuns(folders.stream().map(Path::toString).collect(Collectors.joining(", ")));
        for (Path folder : folders) {
            int before = runs.verdicts.size();
            for (Path found : RunFolders.in(folder.toAbsolutePath().normalize())) {
                runs.add(new RunDirectory(found, kinds));
            }
            if (runs.verdicts.size() == before) {
                throw new BadInputException(List.of(folder + " has no run with a verdict; expected the folder of a"
                        + " run, of repeated drills, or one that holds runs; 'crossfire judge RUN' makes a verdict"));
            }
        }
        return runs;
    }

    private void add(RunDirectory run) throws IOException {
        if (Files.exists(run.verdictFile()) && Files.exists(run.planFile())) {
            plans.add(run.plan());
            verdicts.add(run.verdict());
        } else {
            unjudged.add(RelativePath.of(run.path()) + " has no verdict and is left out");
        }
    }

    /** Runs that were left out for lack of a verdict, a sentence each. */
    public List<String> unjudged() {
        return unjudged;
    }

    public RunSet set() {
        return new RunSet(name, verdicts, plans.get(0).faultsDisabled());
    }

    /** In what the runs of both sides do not do the same, a line each; where and when they did it does not matter. */
    public List<String> differences(ComparedRuns other) {
        List<Plan> all = new ArrayList<>(plans);
        all.addAll(other.plans);
        Map<String, String> first = settings(all.get(0));
        TreeSet<String> differences = new TreeSet<>();
        for (Plan plan : all) {
            Map<String, String> settings = settings(plan);
            TreeSet<String> keys = new TreeSet<>(first.keySet());
            keys.addAll(settings.keySet());
            keys.stream()
                    .filter(key -> !Objects.equals(first.get(key), settings.get(key)))
                    .forEach(key -> differences.add(key + ": " + first.getOrDefault(key, "none") + " and "
                            + settings.getOrDefault(key, "none")));
        }
        return differences.stream().limit(MOST_DIFFERENCES).toList();
    }

    /** The actions and the health rules must be equal; objectives may differ. */
    private static Map<String, String> settings(Plan plan) {
        Scenario scenario = plan.scenario();
        Map<String, String> settings = new LinkedHashMap<>();
        add("load", scenario.load(), settings);
        add("healthy", scenario.healthy(), settings);
        add("faults", scenario.faults(), settings);
        settings.put("pick", String.valueOf(scenario.pick()));
        settings.put("control run", String.valueOf(plan.faultsDisabled()));
        return settings;
    }

    private static void add(String part, Object value, Map<String, String> settings) {
        // A list has no texts of its own; within a map it is one value.
        Json.texts(Map.of(part, value)).forEach(settings::put);
    }
}
