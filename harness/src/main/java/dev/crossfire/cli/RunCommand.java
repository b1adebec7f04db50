package dev.crossfire.cli;

import dev.crossfire.calibrate.Fitness;
import dev.crossfire.conductor.BrokenException;
import dev.crossfire.conductor.Conductor;
import dev.crossfire.conductor.Installation;
import dev.crossfire.conductor.LoadProcess;
import dev.crossfire.conductor.OpenEnvironment;
import dev.crossfire.conductor.RunFolder;
import dev.crossfire.conductor.Tenure;
import dev.crossfire.conductor.WallClock;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.evidence.WholeFile;
import dev.crossfire.guardian.Charge;
import dev.crossfire.guardian.GuardianProcess;
import dev.crossfire.model.Guard;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.RunOutcome;
import dev.crossfire.model.Verdict;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does everything: plan, conduct, judge, report. */
@Command(
        name = "run",
        description = "Fire load and faults at an environment, judge, and write the reports.",
        footer = {
            "",
            "Examples:",
            "  crossfire run ticket-open-database-failover",
            "  crossfire run my-sale.yaml --set load.duration=2m --seed 7",
            "  crossfire run my-sale.yaml --env staging.yaml --confirm staging",
            "  crossfire run my-sale.yaml --no-faults",
            "  crossfire run my-sale.yaml --calibrate",
            "  crossfire run --plan plan.json"
        })
final class RunCommand implements Callable<Integer> {
    /** Getting ready, healing and judging, with much to spare. */
    private static final Duration AROUND_A_RUN = Duration.ofMinutes(10);

    @Mixin
    private RunOptions options;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the evidence and the reports go (default runs/…).")
    private @Nullable Path out;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Run exactly what this plan says, or nothing; 'crossfire plan --out' writes one.")
    private @Nullable Path plan;

    @Option(
            names = "--control",
            paramLabel = "RUN",
            description = "A run with --no-faults under the same load, with which bystanders are compared.")
    private @Nullable Path control;

    @Option(names = "--confirm", paramLabel = "NAME", description = "Confirms that a protected environment is meant.")
    private @Nullable String confirm;

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description = "Where the classes of a Gatling simulation of your own lie.")
    private String userClassPath = "";

    @Option(
            names = "--calibrate",
            description = "First measure this machine for half a minute under this scenario's rates; "
                    + "when it cannot resolve the targets, fire nothing.")
    private boolean calibrate;

    @Option(names = "--json", description = "Print the verdict as JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    private final Terminal terminal;
    private final StopSignal signal;
    private final Kinds kinds;
    private final String guardianProgram;
    private final WallClock clock = new WallClock();

    RunCommand(Terminal terminal, StopSignal signal, Kinds kinds, String guardianProgram) {
        this.guardianProgram = guardianProgram;
        this.terminal = terminal;
        this.signal = signal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, BrokenException, IOException, InterruptedException {
        ScenarioInput input =
                plan == null ? ScenarioInput.read(options, kinds) : ScenarioInput.approved(plan, options, kinds);
        input.confirm(confirm);
        RunDirectory run = new RunDirectory(folder(input), kinds);
        Logs.into(run.file("crossfire.log"));
        signal.whenStuck(() -> codeWhenStuck(run));
        ProgressLine progress = new ProgressLine(terminal.err(), Terminal.isWatched(), quiet);
        try {
            Fitness fitness =
                    calibrate ? new MachineCheck(clock, progress).of(input.scenario(), run, kinds) : Fitness.NOT_ASKED;
            if (!fitness.isFit()) {
                progress.close();
                terminal.err().print(fitness.refusal());
                terminal.err().flush();
                return RunOutcome.INCONCLUSIVE.exitCode();
            }
            RunOutcome harness = conductAndKeep(input, fitness, run, progress);
            progress.phase("judging");
            Verdict verdict = new Judging(kinds).judge(run);
            progress.close();
            tell(run, verdict);
            RunOutcome outcome = harness.or(verdict.outcome());
            if (outcome == RunOutcome.DIRTY) {
                terminal.err().println(Recovering.advice(run));
            }
            return outcome.exitCode();
        } catch (BadInputException refused) {
            // Nothing has run: nothing is worth keeping.
            RunFolder.discard(run.path(), out == null);
            throw refused;
        } finally {
            progress.close();
        }
    }

    /** Whatever ends a run that has begun, what was seen is judged and kept. */
    private RunOutcome conductAndKeep(ScenarioInput input, Fitness fitness, RunDirectory run, ProgressLine progress)
            throws BadInputException, BrokenException, IOException, InterruptedException {
        try {
            conduct(input, fitness, run, progress);
            return RunOutcome.PASS;
        } catch (IOException unwritable) {
            if (!Files.exists(run.planFile())) {
                throw unwritable;
            }
            progress.event("the evidence could not be written: " + unwritable);
            return RunOutcome.ERROR;
        }
    }

    private static int codeWhenStuck(RunDirectory run) {
        try {
            boolean intended = run.journal().stream().anyMatch(JournalEvent.FaultIntended.class::isInstance);
            return (intended ? RunOutcome.DIRTY : RunOutcome.ERROR).exitCode();
        } catch (IOException unreadable) {
            return RunOutcome.DIRTY.exitCode();
        }
    }

    private Path folder(ScenarioInput input) throws BadInputException, BrokenException {
        try {
            return RunFolder.make(out, input.scenario().name(), clock.now());
        } catch (RunFolder.TakenException taken) {
            throw new BadInputException(List.of("--out: " + taken.getMessage()));
        }
    }

    private void conduct(ScenarioInput input, Fitness fitness, RunDirectory run, ProgressLine progress)
            throws BadInputException, BrokenException, IOException, InterruptedException {
        Instant began = clock.now();
        String name = RunFolder.runName(input.scenario().name(), began);
        try (Journal journal = new Journal(run.journalFile())) {
            journal.append(new JournalEvent.RunStarted(
                    began, name, ProcessHandle.current().pid()));
            for (String doubt : fitness.doubts()) {
                journal.append(new JournalEvent.Doubt(clock.now(), doubt));
            }
            // The guardian starts beside the environment; it ends after it, for it heals what is not healed by then.
            try (GuardianProcess guardian = GuardianProcess.start(run, clock, guardianProgram);
                    OpenEnvironment open = input.open(kinds, run.file("lab.log"), progress)) {
                conduct(input, open, name, began, run, journal, progress, guardian);
            }
            journal.append(new JournalEvent.RunEnded(clock.now()));
        }
    }

    private void conduct(
            ScenarioInput input,
            OpenEnvironment open,
            String name,
            Instant began,
            RunDirectory run,
            Journal journal,
            ProgressLine progress,
            GuardianProcess guardian)
            throws BadInputException, BrokenException, IOException, InterruptedException {
        try {
            long took = Duration.between(began, clock.now()).toMillis();
            journal.append(
                    new JournalEvent.EnvironmentReady(clock.now(), open.spec().name(), took));
            journal.append(new JournalEvent.EnvironmentOpened(
                    clock.now(), open.spec().name(), open.source().reference()));
            Plan planned = input.plan(kinds, open, name);
            ControlInput.keep(control, planned, run, kinds);
            WholeFile.write(run.planFile(), Json.pretty(planned));
            progress.follow(planned);
            guardian.charge(Charge.of(open.source(), longest(planned)));
            try (Tenure tenure = Tenure.of(open, name, clock)) {
                load(input.guards(open), open, planned, run, journal, progress, guardian, tenure);
            }
            guardian.relieve();
        } finally {
            signal.finish();
        }
        progress.phase("stopping");
    }

    /** By which a run has ended, whatever it is waiting for. */
    private static Duration longest(Plan plan) {
        Duration longest = plan.scenario()
                .load()
                .warmUp()
                .plus(plan.scenario().load().duration())
                .plus(AROUND_A_RUN);
        for (PlannedFault fault : plan.faults()) {
            longest = longest.plus(fault.longest());
        }
        return longest;
    }

    private void load(
            List<Guard> guards,
            OpenEnvironment open,
            Plan planned,
            RunDirectory run,
            Journal journal,
            ProgressLine progress,
            GuardianProcess guardian,
            Tenure tenure)
            throws BrokenException, IOException, InterruptedException {
        progress.phase("starting the load generator");
        try (LoadProcess load =
                LoadProcess.start(Installation.current(), planned, planned.baseUrl(), run, userClassPath)) {
            open.whenGone(load::breakOff);
            guardian.whenLost(load::breakOff);
            tenure.whenLost(load::breakOff);
            guardian.awaitReady();
            new Conductor(planned, guards, open, kinds, journal, clock, progress, guardian, guardian).conduct(load);
        }
    }

    private void tell(RunDirectory run, Verdict verdict) throws IOException {
        if (json) {
            terminal.out().print(Json.pretty(verdict));
            terminal.out().flush();
        } else {
            Told.verdict(terminal, run);
        }
    }
}
