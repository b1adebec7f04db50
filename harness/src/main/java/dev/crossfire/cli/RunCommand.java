package dev.crossfire.cli;

import dev.crossfire.calibrate.CalibrationRun;
import dev.crossfire.calibrate.MachineFitness;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.ControlInput;
import dev.crossfire.input.PreRunCheck;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.model.Repeat;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.process.RelativePath;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.run.DiskSpace;
import dev.crossfire.run.MachineCheck;
import dev.crossfire.run.MachineSize;
import dev.crossfire.run.RepeatedRun;
import dev.crossfire.run.RunFolder;
import dev.crossfire.run.RunJudging;
import dev.crossfire.run.SingleRun;
import dev.crossfire.run.SingleRun.RunServices;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does everything: plan, conduct, judge, report. */
@Command(
        name = "run",
        description = "Send load to an environment, inject faults, judge, and write the reports.",
        footer = {
            "",
            "Examples:",
            "  crossfire run ticket-open-database-failover",
            "  crossfire run my-sale.yaml --set load.duration=2m --seed 7",
            "  crossfire run my-sale.yaml --env staging.yaml --confirm staging",
            "  crossfire run my-sale.yaml --no-faults",
            "  crossfire run my-sale.yaml --repeat 10 --may-fail 1",
            "  crossfire run my-sale.yaml --calibrate",
            "  crossfire run my-sale.yaml --fail-on fail",
            "  crossfire run --plan plan.json"
        })
final class RunCommand implements Callable<Integer> {
    /** For programs that start Crossfire; their end closes the pipe, even when they are killed. */
    static final String UNTIL_INPUT_ENDS = "--until-input-ends";

    @Mixin
    private RunOptions options;

    @Mixin
    private RepeatOptions repeat;

    @Mixin
    private ResultOptions results;

    @Mixin
    private FailOnOptions failOn;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the evidence and the reports go (default runs/…).")
    private @Nullable Path out;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Run exactly this plan, or nothing; 'crossfire plan --out' writes one.")
    private @Nullable Path plan;

    @Option(
            names = "--control",
            paramLabel = "RUN",
            description = "A run with --no-faults under the same load, to compare 'unaffected' cohorts with.")
    private @Nullable Path control;

    @Option(names = "--confirm", paramLabel = "NAME", description = "Confirm the name of a protected environment.")
    private @Nullable String confirm;

    @Option(
            names = "--calibrate",
            description = "First measure this machine for half a minute under this scenario's rates; "
                    + "when it cannot resolve the targets, inject nothing.")
    private boolean calibrate;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    @Option(
            names = UNTIL_INPUT_ENDS,
            description = "Heal and stop when standard input ends, as that of a program that is killed.")
    private boolean untilInputEnds;

    private final Terminal terminal;
    private final StopSignal signal;
    private final Kinds kinds;
    private final String guardianProgram;
    private final CalibrationRun measuring;
    private final SystemTime clock = new SystemTime();

    RunCommand(Terminal terminal, StopSignal signal, Kinds kinds, String guardianProgram, CalibrationRun measuring) {
        this.measuring = measuring;
        this.guardianProgram = guardianProgram;
        this.terminal = terminal;
        this.signal = signal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException, InterruptedException {
        repeat.check();
        results.check(kinds);
        failOn.check();
        if (untilInputEnds) {
            signal.listenTo(System.in);
        }
        ScenarioInput input = plan == null
                ? ScenarioInput.read(options.request(), kinds)
                : ScenarioInput.approved(plan, options.environmentOfPlan(), kinds);
        input.target().confirm(confirm);
        input.requireReferences();
        PreRunCheck precheck = PreRunCheck.of(input, options.classPath, true, kinds);
        ControlInput.check(control, precheck.draft(), kinds);
        input.typedAs(options.invocation(
                plan,
                input.target().variables(),
                repeat.flags(control == null ? null : control.toString(), confirm, calibrate),
                kinds.plugins()));
        DiskSpace.ofThisMachine()
                .require(
                        out == null ? Path.of("runs") : out,
                        Path.of(System.getProperty("java.io.tmpdir")),
                        input.scenario(),
                        repeat.count(),
                        input.target().named() == null);
        Path folder = RunFolder.make(out, input.scenario().name(), clock.now());
        ProgressLine progress = new ProgressLine(terminal.drawnErr(), Terminal.isWatched(), quiet);
        precheck.warnings().forEach(progress::event);
        List<String> small =
                MachineSize.ofThis().warnings(input.scenario(), input.target().named() == null);
        small.forEach(progress::event);
        Closeable logs = Logs.into(RunFolder.log(folder));
        try {
            RunDirectory machine = new RunDirectory(folder, kinds);
            MachineFitness fitness = calibrate
                    ? new MachineCheck(measuring, progress).of(input.scenario(), machine, kinds)
                    : MachineFitness.NOT_REQUESTED;
            if (!fitness.isFit()) {
                progress.close();
                terminal.err().print(fitness.refusal());
                terminal.err().flush();
                return failOn.exitCode(RunOutcome.INCONCLUSIVE, terminal);
            }
            RunServices services = new RunServices(
                    signal,
                    kinds,
                    clock,
                    guardianProgram,
                    options.classPath,
                    control,
                    Stream.of(input.losses(), small, fitness.warnings())
                            .flatMap(List::stream)
                            .toList());
            RunOutcome outcome =
                    repeat.areGiven() ? all(services, input, folder, progress) : one(services, input, folder, progress);
            return failOn.exitCode(outcome, terminal);
        } catch (BadInputException refused) {
            // Nothing has run: nothing is worth keeping.
            RunFolder.discard(folder, out == null);
            throw refused;
        } finally {
            progress.close();
            logs.close();
        }
    }

    private RunOutcome one(RunServices services, ScenarioInput input, Path folder, ProgressLine progress)
            throws BadInputException, RunErrorException, IOException, InterruptedException {
        RunDirectory run = new RunDirectory(folder, kinds);
        SingleRun.Ended ended = new SingleRun(services, input, run, progress).run();
        results.finish(run, ended.verdict(), terminal, kinds);
        advise(ended.outcome(), run.path());
        return ended.outcome();
    }

    private RunOutcome all(RunServices services, ScenarioInput input, Path folder, ProgressLine progress)
            throws BadInputException, RunErrorException, IOException {
        RepeatDirectory all = new RepeatDirectory(folder, kinds);
        Instant began = clock.now();
        String scenario = input.scenario().name();
        Repeat asked = repeat.asked(
                RunFolder.runName(scenario, began), scenario, input.environment(), input.seed(), input.typed());
        RunOutcome drilled = new RepeatedRun(
                        run -> new SingleRun(services, input, run, progress)
                                .run()
                                .outcome(),
                        signal,
                        all,
                        asked,
                        progress)
                .run();
        Verdict verdict = new RunJudging(kinds).conclude(all);
        progress.close();
        results.finish(all, verdict, terminal, kinds);
        RunOutcome outcome = drilled.or(verdict.outcome());
        advise(outcome, folder);
        return outcome;
    }

    private void advise(RunOutcome outcome, Path folder) {
        if (outcome == RunOutcome.DIRTY) {
            terminal.err()
                    .println("crossfire: a fault is not verified to be cleared; heal it with: crossfire recover "
                            + RelativePath.of(folder));
        }
    }
}
