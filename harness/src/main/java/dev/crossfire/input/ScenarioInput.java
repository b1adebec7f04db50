package dev.crossfire.input;

import dev.crossfire.check.ClassPath;
import dev.crossfire.environment.NamedEnvironment;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Invocation;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.plan.EffectiveValues;
import dev.crossfire.plan.PlanRequest;
import dev.crossfire.plan.ShortScenario;
import dev.crossfire.process.Installation;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.simulations.ShippedSimulation;
import dev.crossfire.spi.Kinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The scenario a command was given, free of mistakes, and the environment it is meant for. */
public final class ScenarioInput {
    private final Scenario scenario;
    private final Map<String, String> origins;
    private final UnaryOperator<Problem> traced;
    private final long seed;
    private final boolean noFaults;
    private final TargetEnvironment environment;
    private final @Nullable ApprovedPlan approved;
    private final List<String> losses;
    private @Nullable Invocation typed;

    private ScenarioInput(
            Scenario scenario,
            Map<String, String> origins,
            UnaryOperator<Problem> traced,
            long seed,
            boolean noFaults,
            TargetEnvironment environment,
            @Nullable ApprovedPlan approved,
            List<String> losses) {
        this.scenario = scenario;
        this.origins = origins;
        this.traced = traced;
        this.seed = seed;
        this.noFaults = noFaults;
        this.environment = environment;
        this.approved = approved;
        this.losses = List.copyOf(losses);
    }

    /**
     * Reads what a user named.
     *
     * @throws BadInputException with every mistake at once
     */
    public static ScenarioInput read(ScenarioRequest request, Kinds kinds) throws BadInputException {
        @Nullable String asked = request.scenario();
        if (asked == null) {
            throw new BadInputException(
                    List.of("missing SCENARIO; expected the path of one or one of those 'crossfire list' shows"));
        }
        Optional<NamedEnvironment> environment = NamedEnvironment.read(request.environment(), kinds);
        String name = name(environment, request.environment());
        ScenarioReading reading = new ScenarioReader(kinds, ScenarioInput::simulation)
                .read(NamedScenario.file(asked), name, request.sets());
        List<Problem> problems = new ArrayList<>(reading.problems());
        Scenario scenario = reading.scenario().orElse(null);
        String simulation = scenario == null ? "" : scenario.load().simulation();
        problems.addAll(ClassPath.of(request.classPath()).problems(simulation));
        TargetEnvironment target = TargetEnvironment.of(environment, name, kinds);
        problems.addAll(target.problems());
        if (scenario == null || !problems.isEmpty()) {
            throw BadInputException.of(problems);
        }
        return new ScenarioInput(
                        scenario,
                        reading.origins(),
                        reading::traced,
                        request.seed(),
                        request.noFaults(),
                        target,
                        null,
                        List.of())
                .shortened(request.fast(), kinds);
    }

    private ScenarioInput shortened(boolean fast, Kinds kinds) throws BadInputException {
        if (!fast) {
            return this;
        }
        if (!ShortScenario.isPossible(scenario)) {
            throw new BadInputException(List.of("--fast is invalid for the simulation "
                    + scenario.load().simulation()
                    + ", because only it knows its load; expected a shipped simulation, or --set for each duration"));
        }
        ShortScenario shorter = ShortScenario.of(scenario, kinds);
        Map<String, String> changed = changed(origins, scenario, shorter.scenario());
        return new ScenarioInput(
                shorter.scenario(), changed, traced, seed, noFaults, environment, approved, shorter.losses());
    }

    /** The same request for another scenario, such as this one with other faults. */
    public ScenarioInput with(Scenario other) {
        return new ScenarioInput(other, origins, traced, seed, noFaults, environment, null, losses);
    }

    private static Map<String, String> changed(Map<String, String> origins, Scenario whole, Scenario shorter) {
        Map<String, String> changed = new LinkedHashMap<>(origins);
        Map<String, String> before = EffectiveValues.of(whole);
        EffectiveValues.of(shorter).forEach((pointer, text) -> {
            if (!text.equals(before.get(pointer))) {
                changed.put(pointer, "--fast");
            }
        });
        return changed;
    }

    /** What it cannot show because it was shortened, a sentence each; empty for a whole scenario. */
    public List<String> losses() {
        return losses;
    }

    /**
     * Takes the content of an approved plan.
     *
     * @param given the environment's file or its name; null for the plan's
     * @throws BadInputException when the plan or its environment cannot be read
     */
    public static ScenarioInput approved(Path file, @Nullable String given, Kinds kinds) throws BadInputException {
        ApprovedPlan approved = ApprovedPlan.read(file, kinds);
        Plan plan = approved.plan();
        String named = given == null ? plan.environment() : given;
        Optional<NamedEnvironment> environment = NamedEnvironment.read(named, kinds);
        TargetEnvironment target = TargetEnvironment.of(environment, name(environment, named), kinds);
        if (!target.problems().isEmpty()) {
            throw BadInputException.of(target.problems());
        }
        return new ScenarioInput(
                plan.scenario(),
                plan.origins(),
                problem -> problem.at(file + problem.where()),
                plan.seed(),
                plan.faultsDisabled(),
                target,
                approved,
                List.of());
    }

    private static String name(Optional<NamedEnvironment> environment, String asked) {
        return environment
                .flatMap(NamedEnvironment::spec)
                .map(EnvironmentSpec::name)
                .orElse(asked);
    }

    /** What was typed goes into every plan from now on. */
    public void typedAs(Invocation invocation) {
        typed = invocation;
    }

    @Nullable
    public Invocation typed() {
        return typed;
    }

    public Scenario scenario() {
        return scenario;
    }

    public long seed() {
        return seed;
    }

    /** Where it is to run. */
    public TargetEnvironment target() {
        return environment;
    }

    /** The name of the environment it is meant for. */
    public String environment() {
        EnvironmentSpec remote = environment.spec();
        return remote == null ? OpenEnvironment.LAB : remote.name();
    }

    /** A problem of the scenario at its place in the file; one of an option stays where it is. */
    Problem traced(Problem problem) {
        return problem.where().startsWith("/") ? traced.apply(problem) : problem;
    }

    /**
     * Resolves the scenario against the environment.
     *
     * @throws BadInputException with everything that does not fit
     * @throws RunErrorException when the environment cannot be queried
     */
    public Plan plan(Kinds kinds, OpenEnvironment open, String run) throws BadInputException, RunErrorException {
        Plan plan = new EnvironmentPlanning(this, kinds, open).plan(run);
        if (approved != null) {
            approved.requireSame(plan);
        }
        return plan;
    }

    /**
     * Makes sure that a shortened scenario can still decide an objective.
     *
     * @throws BadInputException when it can decide none
     */
    void requireEvidence(Plan plan, Kinds kinds) throws BadInputException {
        if (!losses.isEmpty() && ShortScenario.decidesNothing(plan, kinds)) {
            List<String> lines = new ArrayList<>();
            lines.add(
                    "--fast is invalid here: no objective could be judged; expected the whole scenario, or higher rates");
            plan.warnings().forEach(warning -> lines.add("    " + warning));
            throw new BadInputException(lines);
        }
    }

    /** What a plan against an inventory is made of. */
    public PlanRequest request(Kinds kinds, String run, EnvironmentSpec spec, Inventory inventory) {
        return new PlanRequest(
                run,
                scenario,
                spec,
                environment.policy().limits(),
                inventory,
                kinds,
                seed,
                noFaults,
                origins,
                versions(),
                simulation(scenario.load().simulation()).isEmpty());
    }

    /**
     * Makes sure that everything the load's parameters refer to is there, before anything is started.
     *
     * @throws BadInputException with everything that is not
     */
    public void requireReferences() throws BadInputException {
        List<Problem> problems = LoadReferences.missing(scenario.load(), environment.spec());
        if (!problems.isEmpty()) {
            throw BadInputException.of(problems.stream().map(traced).toList());
        }
    }

    private static Optional<SimulationInfo> simulation(String name) {
        return ShippedSimulation.find(name)
                .map(shipped -> new SimulationInfo(
                        shipped.healthy(),
                        List.copyOf(shipped.load().parameters().keySet())));
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("crossfire", Installation.current().version());
        versions.put("java", Runtime.version().toString());
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return versions;
    }
}
