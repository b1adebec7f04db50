package dev.crossfire.input;

import dev.crossfire.check.EnvironmentCheck;
import dev.crossfire.check.SimulationCheck;
import dev.crossfire.check.SimulationCheck.OtherVersion;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Population.ScenarioInjection;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.process.Installation;
import dev.crossfire.spi.Kinds;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The results of the checks before a run is started.
 *
 * @param lookedAt whether the simulation was built to be checked; a shipped one need not be
 * @param losses what the scenario cannot show because it was shortened, a sentence each
 */
public record PreRunCheck(
        Scenario scenario,
        boolean own,
        boolean lookedAt,
        SimulationCheck.SimulationFindings simulation,
        EnvironmentCheck.EnvironmentFindings environment,
        List<String> losses) {
    /**
     * Checks the simulation and the environment's file.
     *
     * @param classPath of the user's own simulation; may be empty
     * @param toRun whether the simulation must be there; else it may be checked later, with a class path
     * @throws BadInputException with everything that is wrong
     */
    public static PreRunCheck of(ScenarioInput input, String classPath, boolean toRun, Kinds kinds)
            throws BadInputException, RunErrorException, InterruptedException {
        EnvironmentSpec spec = input.target().known();
        EnvironmentCheck.EnvironmentFindings environment = new EnvironmentCheck(kinds, spec)
                .of(inventory ->
                        input.request(kinds, "check-" + input.scenario().name(), spec, inventory));
        SimulationCheck check = new SimulationCheck(Installation.current(), input.scenario(), classPath);
        boolean inspect = check.isOwn() && (toRun || !classPath.isBlank());
        @Nullable URI baseUrl = spec.baseUrl();
        SimulationCheck.SimulationFindings simulation = inspect
                ? check.inspect(baseUrl == null ? "" : baseUrl.toString(), input.seed())
                : SimulationCheck.SimulationFindings.NOTHING;
        List<Problem> problems = new ArrayList<>();
        simulation.problems().stream().map(input::traced).forEach(problems::add);
        environment.ofScenario().stream().map(input::traced).forEach(problems::add);
        environment.ofEnvironment().stream().map(input.target()::traced).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw BadInputException.of(problems);
        }
        @Nullable Plan draft = environment.draft();
        if (draft != null) {
            input.requireEvidence(draft, kinds);
        }
        return new PreRunCheck(input.scenario(), check.isOwn(), inspect, simulation, environment, input.losses());
    }

    /** The plan as far as it is known; null when nothing is. */
    @Nullable
    public Plan draft() {
        return environment.draft();
    }

    /** What may go wrong, a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(losses);
        for (OtherVersion other : simulation.others()) {
            warnings.add("the class path has " + other.library() + " " + other.theirs() + " (" + other.jar()
                    + "), Crossfire runs " + other.ours() + ": compile the simulation against " + other.ours());
        }
        for (String folder : simulation.missingFolders()) {
            warnings.add("the class path names the folder " + folder + ", which does not exist; it is ignored");
        }
        injectsTooShort(warnings);
        return warnings;
    }

    /** Users may go on in loops of their own when no more arrive, so this is no certain mistake. */
    private void injectsTooShort(List<String> warnings) {
        List<ScenarioInjection> injections = simulation.injections();
        if (injections.isEmpty() || injections.stream().anyMatch(one -> one.length() == null)) {
            return;
        }
        Duration injected = injections.stream()
                .map(ScenarioInjection::length)
                .filter(Objects::nonNull)
                .reduce(Duration.ZERO, Duration::plus);
        Load load = scenario.load();
        Duration needed = load.warmUp().plus(load.duration());
        if (injected.compareTo(needed) < 0) {
            warnings.add("the simulation injects users for " + DurationText.format(injected)
                    + ", but warm-up and load take " + DurationText.format(needed)
                    + ": unless users repeat what they do, the load ends too early");
        }
    }

    /** What was found out about the simulation, a line each; nothing about a shipped one. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (own && !lookedAt) {
            lines.add(
                    "not checked: the simulation " + scenario.load().simulation() + ", because no --class-path has it");
        }
        if (lookedAt) {
            lines.add("simulation " + scenario.load().simulation());
            int width = simulation.injections().stream()
                    .mapToInt(one -> one.population().cohort().length())
                    .max()
                    .orElse(0);
            simulation.injections().forEach(one -> lines.add("  " + line(one, width)));
        }
        return lines;
    }

    private static String line(ScenarioInjection injection, int width) {
        String name = injection.population().cohort();
        @Nullable Long users = injection.users();
        @Nullable Duration length = injection.length();
        String model =
                switch (injection.population().model()) {
                    case OPEN -> "open";
                    case CLOSED -> "closed";
                    case THROTTLED -> "throttled";
                };
        return name + " ".repeat(width - name.length()) + "  " + model
                + (injection.population().startsKnown() ? " · starts known" : " · starts not known")
                + (users == null ? "" : " · " + users + (users == 1 ? " user" : " users"))
                + (length == null ? "" : " · " + DurationText.format(length));
    }
}
