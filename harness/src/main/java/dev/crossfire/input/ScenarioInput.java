package dev.crossfire.input;

import dev.crossfire.check.ClassPath;
import dev.crossfire.check.SettingMismatches;
import dev.crossfire.conductor.LoadSecrets;
import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.environment.LabDescription;
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
import dev.crossfire.model.environment.LimitSource;
import dev.crossfire.model.quantity.ParameterText;
import dev.crossfire.plan.PlanRequest;
import dev.crossfire.plan.Planner;
import dev.crossfire.plan.PlanningResult;
import dev.crossfire.process.Installation;
import dev.crossfire.progress.Progress;
import dev.crossfire.scenarios.PolicyReader.PolicyReading;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.ScenarioReading;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.simulations.ShippedSimulation;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scenario a command was given, free of mistakes, and the environment it is meant for. */
public final class ScenarioInput {
    private final Scenario scenario;
    private final Map<String, String> origins;
    private final UnaryOperator<Problem> traced;
    private final long seed;
    private final boolean noFaults;
    private final EnvironmentChoice environment;
    private final @Nullable ApprovedPlan approved;
    private @Nullable Invocation typed;

    /** Where it is to run, and the limits of others than its authors. */
    private record EnvironmentChoice(
            @Nullable EnvironmentSpec remote,
            @Nullable EnvironmentSource source,
            List<LimitSource> policy,
            UnaryOperator<Problem> traced) {}

    private ScenarioInput(
            Scenario scenario,
            Map<String, String> origins,
            UnaryOperator<Problem> traced,
            long seed,
            boolean noFaults,
            EnvironmentChoice environment,
            @Nullable ApprovedPlan approved) {
        this.scenario = scenario;
        this.origins = origins;
        this.traced = traced;
        this.seed = seed;
        this.noFaults = noFaults;
        this.environment = environment;
        this.approved = approved;
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
        ScenarioReading reading =
                new ScenarioReader(kinds, ScenarioInput::simulation).read(source(asked), name, request.sets());
        List<Problem> problems = new ArrayList<>(reading.problems());
        Scenario scenario = reading.scenario().orElse(null);
        String simulation = scenario == null ? "" : scenario.load().simulation();
        problems.addAll(ClassPath.of(request.classPath()).problems(simulation));
        EnvironmentChoice choice = environment(environment, name, kinds, problems);
        if (scenario == null || !problems.isEmpty()) {
            throw BadInputException.of(problems);
        }
        return new ScenarioInput(
                scenario, reading.origins(), reading::traced, request.seed(), request.noFaults(), choice, null);
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
        List<Problem> problems = new ArrayList<>();
        EnvironmentChoice choice = environment(environment, name(environment, named), kinds, problems);
        if (!problems.isEmpty()) {
            throw BadInputException.of(problems);
        }
        return new ScenarioInput(
                plan.scenario(),
                plan.origins(),
                problem -> problem.at(file + problem.where()),
                plan.seed(),
                plan.faultsDisabled(),
                choice,
                approved);
    }

    private static String name(Optional<NamedEnvironment> environment, String named) {
        return environment
                .flatMap(NamedEnvironment::spec)
                .map(EnvironmentSpec::name)
                .orElse(named);
    }

    private static EnvironmentChoice environment(
            Optional<NamedEnvironment> environment, String name, Kinds kinds, List<Problem> problems)
            throws BadInputException {
        environment.ifPresent(read -> problems.addAll(read.problems()));
        PolicyReading policy = PolicyFile.read(System.getenv(PolicyFile.VARIABLE), name, kinds);
        problems.addAll(policy.problems());
        return new EnvironmentChoice(
                environment.flatMap(NamedEnvironment::spec).orElse(null),
                environment.map(NamedEnvironment::source).orElse(null),
                policy.guards(),
                problem -> environment
                        .map(named -> named.reading().traced(problem))
                        .orElse(problem));
    }

    private static SourceFile source(String named) throws BadInputException {
        Optional<SourceFile> shipped = ScenarioLibrary.find(named);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        Path file = Path.of(named);
        if (!Files.isRegularFile(file)) {
            String hint = NamedEnvironment.isNameOfOne(named)
                    ? "; that is an environment: give it with --env"
                    : Stream.of(named + ".yaml", named + ".yml")
                            .filter(near -> Files.isRegularFile(Path.of(near)))
                            .findFirst()
                            .or(() -> ScenarioLibrary.nearest(named))
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("");
            throw new BadInputException(List.of(named + " is neither a file nor a shipped scenario; "
                    + "expected one of those 'crossfire list' shows or a path" + hint));
        }
        try {
            return SourceFile.of(file);
        } catch (IOException unreadable) {
            throw new BadInputException(List.of(named + ": cannot be read: " + unreadable));
        }
    }

    private static Optional<SimulationInfo> simulation(String name) {
        return ShippedSimulation.find(name)
                .map(shipped -> new SimulationInfo(
                        shipped.healthy(),
                        List.copyOf(shipped.load().parameters().keySet())));
    }

    /** What was typed goes into every plan from now on. */
    public void typedAs(Invocation invocation) {
        typed = invocation;
    }

    @Nullable
    public Invocation typed() {
        return typed;
    }

    /** The variables of the process environment that the environment's file reads. */
    public Set<String> variables() {
        EnvironmentSource source = environment.source();
        return source == null ? Set.of() : source.secrets().keySet();
    }

    public Scenario scenario() {
        return scenario;
    }

    public long seed() {
        return seed;
    }

    /** The name of the environment it is meant for. */
    public String environment() {
        EnvironmentSpec remote = environment.remote();
        return remote == null ? OpenEnvironment.LAB : remote.name();
    }

    /**
     * The environment as far as it is known before it is opened.
     *
     * @throws RunErrorException when this build cannot describe the lab
     */
    public EnvironmentSpec spec() throws RunErrorException {
        EnvironmentSpec remote = environment.remote();
        return remote == null ? LabDescription.spec() : remote;
    }

    /** A problem of the scenario at its place in the file; one of an option stays where it is. */
    Problem traced(Problem problem) {
        return problem.where().startsWith("/") ? traced.apply(problem) : problem;
    }

    /** A problem of the environment at its place in its file. */
    Problem tracedInEnvironment(Problem problem) {
        return environment.traced().apply(problem);
    }

    /** Connects to the environment; starts a lab when none is named. */
    public OpenEnvironment open(Kinds kinds, Path labLog, Progress progress)
            throws RunErrorException, InterruptedException {
        EnvironmentSpec remote = environment.remote();
        EnvironmentSource source = environment.source();
        return remote == null || source == null
                ? OpenEnvironment.lab(Installation.current(), kinds, labLog, progress)
                : OpenEnvironment.remote(remote, source, kinds);
    }

    /** All limits on what may be broken there. */
    public List<LimitSource> guards(OpenEnvironment open) {
        List<LimitSource> guards = new ArrayList<>();
        guards.add(LimitSource.of(open.spec()));
        guards.addAll(environment.policy());
        return guards;
    }

    /**
     * Resolves the scenario against the environment.
     *
     * @throws BadInputException with everything that does not fit
     * @throws RunErrorException when the environment cannot be queried
     */
    public Plan plan(Kinds kinds, OpenEnvironment open, String run) throws BadInputException, RunErrorException {
        PlanningResult planning = Planner.plan(request(
                kinds,
                run,
                open.spec(),
                open.environment().inventory(),
                open.environment().charges()));
        List<Problem> problems = planning.problems().stream().map(traced).toList();
        Plan plan = planning.plan()
                .orElseThrow(() -> BadInputException.of(problems))
                .typedAs(typed);
        List<Problem> mismatches = mismatches(kinds, open, plan);
        if (!mismatches.isEmpty()) {
            throw BadInputException.of(mismatches);
        }
        if (approved != null) {
            approved.hold(plan);
        }
        return plan;
    }

    /** What a plan against an inventory is made of. */
    public PlanRequest request(Kinds kinds, String run, EnvironmentSpec spec, Inventory inventory, boolean charges) {
        return new PlanRequest(
                run,
                scenario,
                spec,
                environment.policy(),
                inventory,
                charges,
                kinds,
                seed,
                noFaults,
                origins,
                versions(),
                simulation(scenario.load().simulation()).isEmpty());
    }

    private List<Problem> mismatches(Kinds kinds, OpenEnvironment open, Plan plan) throws RunErrorException {
        try {
            return new SettingMismatches(kinds, open.environment())
                    .of(plan).stream().map(traced).toList();
        } catch (FaultException failed) {
            throw new RunErrorException(String.valueOf(failed.getMessage()), failed);
        }
    }

    /**
     * Makes sure that a protected environment is meant, before any request is sent to it; a load alone can damage it,
     * too.
     *
     * @param confirmed what the user gave for {@code --confirm}; null when nothing
     */
    public void confirm(@Nullable String confirmed) throws BadInputException {
        EnvironmentSpec remote = environment.remote();
        if (remote != null && remote.guarded() && !remote.name().equals(confirmed)) {
            throw new BadInputException(List.of("environment " + remote.name() + " is protected: "
                    + (confirmed == null ? "missing --confirm" : "--confirm " + confirmed) + "; expected --confirm "
                    + remote.name()));
        }
    }

    /**
     * Makes sure that everything the load's parameters refer to is there, before anything is started.
     *
     * @throws BadInputException with everything that is not
     */
    public void requireReferences() throws BadInputException {
        EnvironmentSpec remote = environment.remote();
        List<String> missing = LoadSecrets.missing(scenario.load());
        List<Problem> problems = new ArrayList<>();
        scenario.load().parameters().forEach((name, value) -> {
            String where = "/load/parameters/" + name.replace("~", "~0").replace("/", "~1");
            for (String secret : ParameterText.secrets(List.of(value))) {
                if (missing.contains(secret)) {
                    problems.add(new Problem(
                            where,
                            "${secret:" + secret + "} (not set)",
                            "the variable " + secret + " in the process environment",
                            "export " + secret));
                }
            }
            if (remote != null && remote.baseUrl() == null && ParameterText.needsBaseUrl(value)) {
                problems.add(new Problem(
                        where,
                        "${base-url} in environment " + remote.name() + " without one",
                        "'base-url' in the environment file",
                        null));
            }
        });
        if (!problems.isEmpty()) {
            throw BadInputException.of(problems.stream().map(traced).toList());
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
