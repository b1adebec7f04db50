package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.PreRunCheck;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.input.SuiteScenarios;
import dev.crossfire.model.Invocation.Flags;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.process.RelativePath;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.reports.terminal.TerminalStyle;
import dev.crossfire.run.RunFolder;
import dev.crossfire.run.RunSequence;
import dev.crossfire.run.SingleRun;
import dev.crossfire.run.SingleRun.RunServices;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.scenarios.SuiteLibrary;
import dev.crossfire.scenarios.SuiteLibrary.ShippedSuite;
import dev.crossfire.spi.Kinds;
import dev.crossfire.suite.Suite;
import dev.crossfire.suite.Suite.PlannedDrill;
import dev.crossfire.suite.SuitePage;
import dev.crossfire.suite.SuiteRun;
import dev.crossfire.time.SystemTime;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drills several scenarios, one after the other. */
@Command(
        name = "suite",
        description = "Run several scenarios one after the other, and show what did not pass where.",
        footer = {
            "",
            "Exit code: that of the worst drill. docs/suites.md describes the shipped suites.",
            "",
            "Examples:",
            "  crossfire suite",
            "  crossfire suite ticketing --show",
            "  crossfire suite ticketing",
            "  crossfire suite ticketing --seeds 3 --resume runs/2026-11-24T0100-suite",
            "  crossfire suite ticketing --copy my-drills",
            "  crossfire suite my-drills --env staging.yaml --confirm staging"
        })
final class SuiteCommand implements Callable<Integer> {
    private static final String KEPT = "suite.json";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "SCENARIO",
            description = "More scenarios, folders or suites; SCENARIO may be any of them here.")
    private List<String> more = List.of();

    @Mixin
    private RunOptions options;

    @Mixin
    private FailOnOptions failOn;

    @Option(names = "--seeds", paramLabel = "N", description = "Drill each scenario with N seeds in turn (default 1).")
    private int seeds = 1;

    @Option(names = "--show", description = "Print the page of a shipped suite; runs nothing.")
    private boolean show;

    @Option(
            names = "--copy",
            paramLabel = "DIR",
            description = "Copy the page, the scenarios and the environments of a shipped suite; runs nothing.")
    private @Nullable Path copy;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the runs and suite.md go (default runs/…).")
    private @Nullable Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with the suite in this folder: drills that passed or failed are not repeated.")
    private @Nullable Path resume;

    @Option(names = "--confirm", paramLabel = "NAME", description = "Confirm the name of a protected environment.")
    private @Nullable String confirm;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    private final Terminal terminal;
    private final StopSignal signal;
    private final Kinds kinds;
    private final String guardianProgram;
    private final SystemTime clock = new SystemTime();

    SuiteCommand(Terminal terminal, StopSignal signal, Kinds kinds, String guardianProgram) {
        this.terminal = terminal;
        this.signal = signal;
        this.kinds = kinds;
        this.guardianProgram = guardianProgram;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException, InterruptedException {
        failOn.check();
        @Nullable String first = options.scenario;
        if (first == null) {
            SuiteLibrary.names().forEach(this::list);
            terminal.out().flush();
            return ExitCode.PASS;
        }
        if (show || copy != null) {
            ShippedSuite suite = SuiteLibrary.find(first)
                    .orElseThrow(() -> new BadInputException(List.of(
                            "'" + first + "' is invalid; expected one of " + String.join(", ", SuiteLibrary.names()))));
            if (copy == null) {
                terminal.out().print(suite.page());
            } else {
                copied(suite, copy);
            }
            terminal.out().flush();
            return ExitCode.PASS;
        }
        List<String> named = new ArrayList<>(List.of(first));
        named.addAll(more);
        return failOn.exitCode(drilled(String.join(" ", named), planned(SuiteScenarios.of(named))), terminal);
    }

    private void list(String name) {
        ShippedSuite suite = SuiteLibrary.find(name).orElseThrow();
        terminal.out().println("  " + name);
        terminal.out()
                .println("      " + suite.title() + ": " + suite.scenarios().size() + " scenarios");
    }

    private void copied(ShippedSuite suite, Path folder) throws BadInputException, IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(folder.resolve("README.md"), suite.page());
        suite.scenarios()
                .forEach(name -> files.put(
                        folder.resolve(name + ".yaml"),
                        ListCommand.withSchema(
                                ScenarioLibrary.find(name).orElseThrow().text())));
        suite.environments()
                .forEach(
                        (name, text) -> files.put(folder.resolve("environments").resolve(name), text));
        List<String> taken = files.keySet().stream()
                .filter(Files::exists)
                .map(file -> "--copy: " + file + " exists; expected a folder without it")
                .toList();
        if (!taken.isEmpty()) {
            throw new BadInputException(taken);
        }
        Files.createDirectories(folder.resolve("environments"));
        for (Map.Entry<Path, String> file : files.entrySet()) {
            AtomicFile.write(file.getKey(), file.getValue());
            terminal.out().println("  " + file.getKey());
        }
    }

    private List<PlannedDrill> planned(List<String> scenarios) throws BadInputException {
        if (seeds < 1) {
            throw new BadInputException(List.of("--seeds: " + seeds + " is invalid; expected 1 or more"));
        }
        List<PlannedDrill> planned = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            long seed = options.seed() + i;
            scenarios.forEach(scenario -> planned.add(new PlannedDrill(scenario, seed)));
        }
        return planned;
    }

    private RunOutcome drilled(String name, List<PlannedDrill> planned)
            throws BadInputException, RunErrorException, IOException, InterruptedException {
        if (out != null && resume != null) {
            throw new BadInputException(List.of("--out with --resume is invalid; expected one of them"));
        }
        @Nullable Suite earlier = resume == null ? null : kept(resume);
        List<ScenarioInput> checked = checked(planned);
        Path folder = resume == null ? RunFolder.make(out, "suite", clock.now()) : resume.toAbsolutePath();
        SuiteRun drills = new SuiteRun(folder, planned, earlier);
        ProgressLine progress = new ProgressLine(terminal.drawnErr(), Terminal.isWatched(), quiet);
        Closeable logs = Logs.into(RunFolder.log(folder));
        try {
            Suite suite = drills.run(
                    name,
                    options.environment(),
                    new RunSequence(folder, signal, progress),
                    (number, run) -> single(
                                    checked.get(planned.indexOf(drills.open().get(number))), run, progress)
                            .run(),
                    known -> {
                        AtomicFile.write(folder.resolve(KEPT), Json.pretty(known));
                        AtomicFile.write(folder.resolve("suite.md"), SuitePage.markdown(known));
                    });
            progress.close();
            TerminalStyle style = new TerminalStyle(Terminal.wantsColour(), true);
            terminal.drawnOut().print("\n" + style.screen(SuitePage.terminal(suite), suite.outcome()));
            terminal.drawnOut().println("\n  All runs: " + RelativePath.of(folder.resolve("suite.md")));
            terminal.drawnOut().flush();
            return suite.outcome();
        } finally {
            progress.close();
            logs.close();
        }
    }

    private SingleRun single(ScenarioInput input, Path run, ProgressLine progress) {
        RunServices services =
                new RunServices(signal, kinds, clock, guardianProgram, options.classPath, null, input.losses());
        return new SingleRun(services, input, new RunDirectory(run, kinds), progress);
    }

    /** Every mistake in every scenario is found before anything runs. */
    private List<ScenarioInput> checked(List<PlannedDrill> planned)
            throws BadInputException, RunErrorException, InterruptedException {
        List<ScenarioInput> inputs = new ArrayList<>();
        Set<String> problems = new LinkedHashSet<>();
        for (PlannedDrill drill : planned) {
            options.scenario = drill.scenario();
            options.seed = drill.seed();
            try {
                ScenarioInput input = ScenarioInput.read(options.request(), kinds);
                input.target().confirm(confirm);
                input.requireReferences();
                PreRunCheck.of(input, options.classPath, true, kinds);
                input.typedAs(options.invocation(
                        null,
                        input.target().variables(),
                        new Flags(null, null, false, null, confirm, false),
                        kinds.plugins()));
                inputs.add(input);
            } catch (BadInputException wrong) {
                problems.addAll(wrong.lines());
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(List.copyOf(problems));
        }
        return inputs;
    }

    private static Suite kept(Path folder) throws BadInputException, IOException {
        Path file = folder.resolve(KEPT);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    List.of("--resume: " + folder + " is invalid; expected the folder of a suite, with " + KEPT));
        }
        try {
            return Json.read(Files.readString(file), Suite.class);
        } catch (IOException damaged) {
            throw new BadInputException(List.of("--resume: " + file + " is invalid; expected a " + KEPT
                    + " that Crossfire has written: " + damaged.getMessage()));
        }
    }
}
