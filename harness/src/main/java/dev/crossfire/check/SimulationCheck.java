package dev.crossfire.check;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Population.ScenarioInjection;
import dev.crossfire.process.Installation;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.simulations.GeneratorEvent;
import dev.crossfire.simulations.GeneratorEvent.Described;
import dev.crossfire.simulations.GeneratorEvent.GeneratorFailed;
import dev.crossfire.simulations.GeneratorEvent.Undescribed;
import dev.crossfire.simulations.ShippedSimulation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sees whether a user's own simulation is there, can be built, and has the cohorts that a scenario names. */
public final class SimulationCheck {
    private static final String SIMULATION = "/load/simulation";
    private static final String OWN_GATLING = "the Gatling that Crossfire is built with";

    private final Installation installation;
    private final Scenario scenario;
    private final String classPathText;
    private final ClassPath classPath;

    /**
     * A check; reads nothing yet.
     *
     * @param classPath the user's own; may be empty
     */
    public SimulationCheck(Installation installation, Scenario scenario, String classPath) {
        this.installation = installation;
        this.scenario = scenario;
        this.classPathText = classPath;
        this.classPath = ClassPath.of(classPath);
    }

    /**
     * The result.
     *
     * @param problems what keeps it from running, by JSON pointers into the scenario or {@code --class-path}
     * @param injections its Gatling scenarios; empty when it could not be built or was not checked
     * @param others libraries of another version than those it will run with
     * @param missingFolders folders of the class path that do not exist; the simulation is found without them
     */
    public record SimulationFindings(
            List<Problem> problems,
            List<ScenarioInjection> injections,
            List<OtherVersion> others,
            List<String> missingFolders) {
        /** An empty result, because nothing was checked. */
        public static final SimulationFindings NOTHING = found(List.of());

        public SimulationFindings {
            problems = List.copyOf(problems);
            injections = List.copyOf(injections);
            others = List.copyOf(others);
            missingFolders = List.copyOf(missingFolders);
        }

        private static SimulationFindings found(List<Problem> problems) {
            return new SimulationFindings(problems, List.of(), List.of(), List.of());
        }
    }

    /**
     * A library on the user's class path that is not the one that runs.
     *
     * @param library for people, as {@code Gatling}
     * @param theirs the version in {@code jar}
     * @param ours the version that runs
     */
    public record OtherVersion(String library, String theirs, String ours, String jar) {}

    /** Whether the scenario names a simulation of the user's own. */
    public boolean isOwn() {
        return ShippedSimulation.find(scenario.load().simulation()).isEmpty();
    }

    /**
     * Checks by building the simulation in a process of its own.
     *
     * @param baseUrl where the environment's users reach it; empty when it is not known yet
     * @throws RunErrorException when no process can be started
     */
    public SimulationFindings inspect(String baseUrl, long seed) throws RunErrorException, InterruptedException {
        Load load = scenario.load();
        Optional<ClassFile> compiled = classPath.find(load.simulation());
        List<Problem> problems = classPath.problems(load.simulation());
        if (!isOwn() || !problems.isEmpty()) {
            return SimulationFindings.found(problems);
        }
        int newest = Runtime.version().feature();
        if (compiled.isPresent() && compiled.get().java() > newest) {
            return SimulationFindings.found(List.of(compiledFor(compiled.get(), newest)));
        }
        List<OtherVersion> others = others();
        DescribedSimulation.DescriptionResult outcome =
                DescribedSimulation.of(installation, load, baseUrl, seed, classPathText);
        GeneratorEvent event = outcome.event().orElse(null);
        if (event instanceof Described described) {
            return new SimulationFindings(
                    new CohortCheck(scenario, described.injections()).problems(),
                    described.injections(),
                    others,
                    classPath.missingFolders());
        }
        if (event instanceof Undescribed undescribed) {
            return SimulationFindings.found(List.of(problem(undescribed, compiled, others)));
        }
        return SimulationFindings.found(List.of(silent(outcome)));
    }

    private List<OtherVersion> others() throws RunErrorException {
        List<LibraryVersion> ours = LibraryVersion.on(installation.libraries("simulations"));
        return LibraryVersion.on(classPath.places()).stream()
                .flatMap(theirs -> ours.stream()
                        .filter(mine -> mine.library().equals(theirs.library()) && !mine.accepts(theirs))
                        .map(mine -> new OtherVersion(
                                theirs.library(),
                                theirs.version(),
                                mine.version(),
                                theirs.jar().toString())))
                .toList();
    }

    private Problem problem(Undescribed undescribed, Optional<ClassFile> compiled, List<OtherVersion> others) {
        String name = scenario.load().simulation();
        String at = name + compiled.map(file -> " in " + file.place()).orElse("");
        String detail = undescribed.detail();
        return switch (undescribed.obstacle()) {
            case MISSING -> missing(name);
            case NOT_A_SIMULATION ->
                problem(
                        at + " (" + detail + ")",
                        "a class that extends Gatling's Simulation and is not abstract",
                        "io.gatling.javaapi.core.Simulation, or io.gatling.core.scenario.Simulation in Scala");
            case NEWER_JAVA ->
                problem(
                        at + " (a part is compiled for a newer Java: " + detail + ")",
                        "classes for Java " + Runtime.version().feature() + " or older",
                        "set JAVA_HOME to a newer JDK, or compile with --release "
                                + Runtime.version().feature());
            case INCOMPLETE ->
                problem(
                        at + " (a class that it needs is missing: " + detail + ")",
                        "the project's whole class path",
                        "with Maven: mvn dependency:build-classpath");
            case OTHER_LIBRARIES ->
                problem(
                        at + " (it does not fit the libraries that it runs with: " + detail + ")",
                        "a simulation that is compiled against " + OWN_GATLING,
                        others.isEmpty() ? null : others(others));
            case OWN_CODE ->
                problem(
                        at + " (its own code fails while it is built: " + detail + ")",
                        "a simulation that can be built",
                        "it sees load.parameters as system properties");
        };
    }

    private static String others(List<OtherVersion> others) {
        return String.join(
                "; ",
                others.stream()
                        .map(other -> "the class path has " + other.library() + " " + other.theirs() + " in "
                                + other.jar() + ", Crossfire runs " + other.ours())
                        .toList());
    }

    private Problem missing(String name) {
        if (classPath.isEmpty()) {
            String shipped = MessageText.oneOf(ShippedSimulation.names());
            return problem(
                    "the simulation '" + name + "' without --class-path",
                    shipped + ", or --class-path with the folder or jar that holds it",
                    MessageText.didYouMean(name, ShippedSimulation.names()));
        }
        String simple = simple(name);
        List<String> names = classPath.places().stream()
                .flatMap(place -> ClassFile.names(place, one -> isNear(simple, simple(one))).stream())
                .distinct()
                .toList();
        return Problem.missing(
                SIMULATION,
                "class '" + name + "' on the class path (" + classPath.places().size() + " folders and jars)",
                "the full name of a Gatling simulation in it",
                names.isEmpty() ? null : "did you mean " + MessageText.oneOf(names) + "?");
    }

    private static boolean isNear(String written, String name) {
        return written.equals(name)
                || MessageText.nearest(written, List.of(name)).isPresent();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Problem compiledFor(ClassFile file, int newest) {
        return problem(
                "a class in " + file.place() + " that is compiled for Java " + file.java(),
                "one for Java " + newest + " or older, which Crossfire runs on",
                "set JAVA_HOME to a JDK " + file.java() + " or newer, or compile with --release " + newest);
    }

    private Problem silent(DescribedSimulation.DescriptionResult outcome) {
        String name = scenario.load().simulation();
        Duration longest = scenario.load().startTimeout();
        String failed = outcome.event()
                .map(event -> event instanceof GeneratorFailed failure ? failure.why() : event.toString())
                .orElse(null);
        String words = Stream.concat(Stream.ofNullable(failed), outcome.logTail().stream())
                .filter(Objects::nonNull)
                .reduce((first, second) -> first + " | " + second)
                .orElse("no output");
        String found = outcome.timedOut()
                ? name + " (not built within " + longest.toSeconds() + " s)"
                : name + " (its process ended while it was built: " + words + ")";
        return problem(found, "a simulation that can be built", null);
    }

    private static Problem problem(String found, String expected, @Nullable String hint) {
        return new Problem(SIMULATION, found, expected, hint);
    }
}
