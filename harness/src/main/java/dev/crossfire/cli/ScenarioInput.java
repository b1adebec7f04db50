package dev.crossfire.cli;

import dev.crossfire.conductor.BrokenException;
import dev.crossfire.conductor.EnvironmentSource;
import dev.crossfire.conductor.Installation;
import dev.crossfire.conductor.OpenEnvironment;
import dev.crossfire.conductor.Progress;
import dev.crossfire.model.EnvironmentSpec;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.plan.PlanRequest;
import dev.crossfire.plan.Planner;
import dev.crossfire.plan.Planning;
import dev.crossfire.scenarios.Library;
import dev.crossfire.scenarios.Reading;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.SimulationInfo;
import dev.crossfire.scenarios.Source;
import dev.crossfire.simulations.ShippedSimulation;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scenario a command was given, free of mistakes, and the environment it is meant for. */
final class ScenarioInput {
    private final RunOptions options;
    private final Reading reading;
    private final Scenario scenario;
    private final @Nullable EnvironmentSpec remote;
    private final @Nullable EnvironmentSource source;

    private ScenarioInput(
            RunOptions options, Reading reading, Scenario scenario, Optional<NamedEnvironment> environment) {
        this.options = options;
        this.reading = reading;
        this.scenario = scenario;
        this.remote = environment.flatMap(NamedEnvironment::spec).orElse(null);
        this.source = environment.map(NamedEnvironment::source).orElse(null);
    }

    /**
     * Reads what the options name.
     *
     * @throws BadInputException with every mistake at once
     */
    static ScenarioInput read(RunOptions options, Kinds kinds) throws BadInputException {
        Optional<NamedEnvironment> environment = NamedEnvironment.read(options.environment, kinds);
        String name = environment
                .flatMap(NamedEnvironment::spec)
                .map(EnvironmentSpec::name)
                .orElse(options.environment);
        Reading reading =
                new ScenarioReader(kinds, ScenarioInput::simulation).read(source(options.scenario), name, options.sets);
        List<Problem> problems = new ArrayList<>(reading.problems());
        environment.ifPresent(read -> problems.addAll(read.problems()));
        Scenario scenario = reading.scenario().orElse(null);
        if (scenario == null || !problems.isEmpty()) {
            throw BadInputException.of(problems);
        }
        return new ScenarioInput(options, reading, scenario, environment);
    }

    private static Source source(String named) throws BadInputException {
        Optional<Source> shipped = Library.find(named);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        Path file = Path.of(named);
        if (!Files.isRegularFile(file)) {
            String hint = Library.nearest(named)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
            throw new BadInputException(List.of(named + ": found neither a file nor a shipped scenario of that name, "
                    + "wanted one of those 'crossfire list' shows or a path" + hint));
        }
        try {
            return Source.of(file);
        } catch (IOException unreadable) {
            throw new BadInputException(List.of(named + ": cannot be read: " + unreadable));
        }
    }

    private static Optional<SimulationInfo> simulation(String name) {
        return ShippedSimulation.find(name)
                .map(shipped -> new SimulationInfo(
                        shipped.well(), List.copyOf(shipped.load().parameters().keySet())));
    }

    Scenario scenario() {
        return scenario;
    }

    /** Connects to the environment; starts a lab when none is named. */
    OpenEnvironment open(Kinds kinds, Path labLog, Progress progress) throws BrokenException, InterruptedException {
        return remote == null || source == null
                ? OpenEnvironment.lab(Installation.current(), kinds, labLog, progress)
                : OpenEnvironment.remote(remote, source, kinds);
    }

    /**
     * Resolves the scenario against the environment.
     *
     * @throws BadInputException with everything that does not fit
     */
    Plan plan(Kinds kinds, OpenEnvironment open, String run) throws BadInputException {
        Planning planning = Planner.plan(new PlanRequest(
                run,
                scenario,
                open.spec(),
                open.environment().inventory(),
                open.environment().charges(),
                kinds,
                options.seed,
                options.noFaults,
                reading.origins(),
                versions()));
        List<Problem> traced = new ArrayList<>();
        planning.problems().forEach(problem -> traced.add(reading.traced(problem)));
        return planning.plan().orElseThrow(() -> BadInputException.of(traced));
    }

    /**
     * Makes sure that a protected environment is meant, before anything is asked of it.
     *
     * @param confirmed what the user gave for {@code --confirm}; null when nothing
     */
    void confirm(@Nullable String confirmed) throws BadInputException {
        if (remote != null
                && remote.guarded()
                && !options.noFaults
                && !remote.name().equals(confirmed)) {
            throw new BadInputException(List.of("environment " + remote.name() + " is protected: found "
                    + (confirmed == null ? "no --confirm" : "--confirm " + confirmed) + ", wanted --confirm "
                    + remote.name()));
        }
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("crossfire", Installation.current().version());
        versions.put("java", Runtime.version().toString());
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return versions;
    }
}
