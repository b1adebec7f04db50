package dev.crossfire.cli;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.PreRunCheck;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.model.Invocation.Flags;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.process.RelativePath;
import dev.crossfire.process.ScratchFolder;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.run.RunFolder;
import dev.crossfire.run.RunSequence;
import dev.crossfire.run.SingleRun;
import dev.crossfire.run.SingleRun.RunServices;
import dev.crossfire.spi.Kinds;
import dev.crossfire.sweep.ComponentLoss;
import dev.crossfire.sweep.ComponentLoss.ComponentLosses;
import dev.crossfire.sweep.ComponentSweep;
import dev.crossfire.sweep.Sweep;
import dev.crossfire.sweep.SweepPage;
import dev.crossfire.sweep.SweepScenario;
import dev.crossfire.time.SystemTime;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes out every component of an environment in turn. */
@Command(
        name = "sweep",
        description = "Find single points of failure: take out every component of an environment, one run each, under "
                + "a scenario's load, and grade what that does to users.",
        footer = {
            "",
            "A component is a role of the environment. Exit code 0: users recovered from each",
            "loss while the component was away; 1: not from every loss; 3: not determined",
            "for every component. docs/sweep.md explains the grades.",
            "",
            "Examples:",
            "  crossfire sweep quick-pod-kill --set load.duration=50s --list",
            "  crossfire sweep quick-pod-kill --set load.duration=50s --only shop,zone-a",
            "  crossfire sweep my-sale.yaml --env staging.yaml --confirm staging",
            "  crossfire sweep my-sale.yaml --away 30s --within 20s --skip standby"
        })
final class SweepCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    @Mixin
    private FailOnOptions failOn;

    @Option(names = "--only", split = ",", paramLabel = "ROLE", description = "Take out only these components.")
    private List<String> only = List.of();

    @Option(names = "--skip", split = ",", paramLabel = "ROLE", description = "Take out all but these components.")
    private List<String> skip = List.of();

    @Option(names = "--list", description = "Show how each component would be taken out; injects nothing.")
    private boolean list;

    @Option(
            names = "--away",
            paramLabel = "TIME",
            description = "For how long a component is away that nothing replaces (default 15s).")
    private String absence = "15s";

    @Option(
            names = "--within",
            paramLabel = "TIME",
            description = "The recovery-time objective of every cohort (default 10s); does not change the grade.")
    private String recovery = "10s";

    @Option(names = "--out", paramLabel = "DIR", description = "Where the runs and sweep.md go (default runs/…).")
    private @Nullable Path out;

    @Option(names = "--confirm", paramLabel = "NAME", description = "Confirm the name of a protected environment.")
    private @Nullable String confirm;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    private final Terminal terminal;
    private final StopSignal signal;
    private final Kinds kinds;
    private final String guardianProgram;
    private final SystemTime clock = new SystemTime();

    SweepCommand(Terminal terminal, StopSignal signal, Kinds kinds, String guardianProgram) {
        this.terminal = terminal;
        this.signal = signal;
        this.kinds = kinds;
        this.guardianProgram = guardianProgram;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException, InterruptedException {
        failOn.check();
        if (options.noFaults || options.fast) {
            throw new BadInputException(List.of((options.noFaults ? "--no-faults" : "--fast")
                    + " is invalid for a sweep; expected neither, because a sweep has faults of its own"));
        }
        ScenarioInput input = ScenarioInput.read(options.request(), kinds);
        SweepScenario scenario =
                new SweepScenario(input.scenario(), time("--away", absence), time("--within", recovery));
        if (!list) {
            input.target().confirm(confirm);
            input.requireReferences();
        }
        ProgressLine progress = new ProgressLine(terminal.drawnErr(), Terminal.isWatched(), quiet);
        ComponentLosses losses;
        try (ScratchFolder scratch = ScratchFolder.temporary();
                OpenEnvironment open = input.target().open(kinds, scratch.path().resolve("lab.log"), progress)) {
            losses = chosen(ComponentLosses.of(open.environment().inventory()));
        } finally {
            progress.close();
        }
        if (list) {
            terminal.out().print(listing(losses));
            terminal.out().flush();
            return ExitCode.PASS;
        }
        List<ScenarioInput> inputs = new ArrayList<>();
        for (ComponentLoss loss : losses.taken()) {
            ScenarioInput one = input.with(scenario.losing(loss, input.environment(), kinds));
            PreRunCheck.of(one, options.classPath, true, kinds);
            one.typedAs(options.invocation(null, input.target().variables(), Flags.NONE, kinds.plugins()));
            inputs.add(one);
        }
        return failOn.exitCode(swept(input, losses, scenario.away(), inputs), terminal);
    }

    private RunOutcome swept(ScenarioInput input, ComponentLosses losses, Duration away, List<ScenarioInput> inputs)
            throws BadInputException, RunErrorException, IOException {
        Path folder = RunFolder.make(out, "sweep-" + input.scenario().name(), clock.now());
        ProgressLine progress = new ProgressLine(terminal.drawnErr(), Terminal.isWatched(), quiet);
        RunServices services =
                new RunServices(signal, kinds, clock, guardianProgram, options.classPath, null, List.of());
        Closeable logs = Logs.into(RunFolder.log(folder));
        try {
            ComponentSweep sweeping = new ComponentSweep(losses, away, new RunSequence(folder, signal, progress));
            Sweep sweep = sweeping.of(
                    input.scenario().name(),
                    input.environment(),
                    input.seed(),
                    (number, run) ->
                            new SingleRun(services, inputs.get(number), new RunDirectory(run, kinds), progress).run(),
                    known -> {
                        AtomicFile.write(folder.resolve("sweep.json"), Json.pretty(known));
                        AtomicFile.write(folder.resolve("sweep.md"), SweepPage.markdown(known));
                    });
            progress.close();
            terminal.out().print(SweepPage.terminal(sweep));
            terminal.out().println("\n  All runs: " + RelativePath.of(folder.resolve("sweep.md")));
            terminal.out().flush();
            return sweeping.harness().or(sweep.outcome());
        } finally {
            progress.close();
            logs.close();
        }
    }

    private ComponentLosses chosen(ComponentLosses all) throws BadInputException {
        List<String> known = all.taken().stream().map(ComponentLoss::role).toList();
        List<String> problems = new ArrayList<>(unknown("--only", only, known));
        problems.addAll(unknown("--skip", skip, known));
        if (known.isEmpty()) {
            problems.add("the environment has no component that a fault can take out; crossfire check --env says what"
                    + " its roles lack");
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return all.only(role -> (only.isEmpty() || only.contains(role)) && !skip.contains(role));
    }

    private static List<String> unknown(String option, List<String> roles, List<String> known) {
        return roles.stream()
                .filter(role -> !known.contains(role))
                .map(role -> option + ": '" + role + "' is invalid; expected one of " + String.join(", ", known))
                .toList();
    }

    private static String listing(ComponentLosses losses) {
        StringBuilder lines = new StringBuilder("\n");
        losses.taken()
                .forEach(loss -> lines.append(String.format(
                        "  %-22s %s%s%n",
                        loss.role(), loss.kind(), loss.targets() == 1 ? "" : " of one of " + loss.targets())));
        losses.kept().forEach(role -> lines.append(String.format("  %-22s not taken out: no fault can%n", role)));
        return lines.toString();
    }

    private static Duration time(String option, String text) throws BadInputException {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException senseless) {
            throw new BadInputException(List.of(option + ": " + senseless.getMessage()));
        }
    }
}
