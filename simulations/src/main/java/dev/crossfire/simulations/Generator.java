package dev.crossfire.simulations;

import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.LedgerFiles;
import dev.crossfire.model.quantity.ParameterText;
import dev.crossfire.simulations.contract.ContractCheck;
import dev.crossfire.simulations.recorder.Gatling;
import dev.crossfire.simulations.recorder.Gatling.CompletedRun;
import dev.crossfire.simulations.recorder.GeneratorClock;
import dev.crossfire.simulations.recorder.LedgerLog;
import dev.crossfire.simulations.recorder.Recorder;
import dev.crossfire.simulations.recorder.Recorder.RunTotals;
import dev.crossfire.simulations.recorder.RunTimes;
import dev.crossfire.simulations.resources.ResourceMonitor;
import dev.crossfire.simulations.resources.ResourceMonitor.ResourceUsage;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The load generator: a process that runs one Gatling simulation for its parent and records every request.
 *
 * <p>Started with {@code --config FILE}, see {@link GeneratorConfig}. It prepares, prints {@code ready}, and begins at
 * the line {@code start} on standard input; {@code stop} ends it early, and so does the end of the input, because then
 * the parent is dead. Its reports are {@link GeneratorEvent}s, one JSON object a line on standard output; everything
 * else goes to {@code generator.log} in the run directory. Exit code 0, or 4 when something broke.
 *
 * <p>With {@code --describe FILE} it builds the simulation, prints {@code described} or {@code undescribed}, and exits.
 */
public final class Generator {
    /** The run ended as it should, or was stopped on demand. */
    public static final int OK = 0;
    /** The generator or what it needs broke. */
    public static final int BROKEN = 4;
    /** What a simulation's {@code after()} may take; the parent waits a little longer. */
    public static final Duration LONGEST_AFTER = Duration.ofSeconds(30);

    /** Before the file, on the command line: run its simulation. */
    static final String CONFIG = "--config";
    /** Before the file, on the command line: build the simulation and describe what it would do. */
    static final String DESCRIBE = "--describe";

    private final GeneratorClock clock = new GeneratorClock();
    private final RunTimes times = new RunTimes();
    private final StatusLines status;
    private final InputStream orders;
    private Redaction redaction = Redaction.NONE;
    private volatile @Nullable String failure;
    private volatile @Nullable RunControl control;

    private Generator(InputStream orders, PrintStream out) {
        this.orders = orders;
        status = new StatusLines(out);
    }

    /** Runs and exits; Gatling leaves threads behind that would keep the process alive. */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Generator generator = new Generator(System.in, out);
        int exit = generator.run(args);
        generator.status.finish();
        System.exit(exit);
    }

    private int run(String[] args) throws InterruptedException {
        try {
            if (args.length != 2 || !List.of(CONFIG, DESCRIBE).contains(args[0])) {
                throw new IOException(
                        "arguments " + String.join(" ", args) + " are invalid; expected --config or --describe FILE");
            }
            Path file = Path.of(args[1]).toAbsolutePath();
            GeneratorConfig config = GeneratorConfig.read(file);
            boolean describes = args[0].equals(DESCRIBE);
            List<String> names =
                    ParameterText.secrets(config.load().parameters().values());
            // A check has no credentials: the simulation is built with stand-ins for its secrets.
            Map<String, String> secrets = describes ? HandedSecrets.standIns(names) : HandedSecrets.read(orders, names);
            redaction = RunnerEnvironment.prepare(config, file, secrets);
            status.hide(redaction);
            if (describes) {
                status.offer(Description.of(config.load().simulation()));
            } else {
                run(config);
            }
        } catch (InterruptedException ended) {
            throw ended;
        } catch (Exception | LinkageError broken) {
            // A user's simulation may throw anything; Scala throws checked exceptions undeclared.
            fail(RunnerEnvironment.explain(broken));
        }
        return failure == null ? OK : BROKEN;
    }

    private void run(GeneratorConfig config) throws IOException, InterruptedException {
        String simulation = RunnerEnvironment.simulationClass(config.load().simulation());
        RunnerEnvironment.requireFresh(config.directory());
        RunnerEnvironment.deleteUnpackedLibrariesAtExit(config.directory());
        RecordingListener listener = new RecordingListener();
        Recorder recorder = new Recorder(
                config.directory(), times, config.within(), config.load().selections(), clock, listener);
        LedgerLog ledger = new LedgerLog(config.directory().resolve(LedgerFiles.CLIENT_FILE), clock, listener::failed);
        Ledger.keep(ledger);
        RunControl run = new RunControl(config, simulation, recorder, times, clock, status, redaction);
        control = run;
        CompletedRun completed;
        try {
            ParentCommands.follow(orders, run, recorder, ledger);
            completed = run(run, simulation);
        } finally {
            recorder.finish();
            ledger.finish();
        }
        if (failure == null) {
            report(completed, run, recorder, ledger.finish());
        }
    }

    /** All evidence first: what the simulation does after its load may end this process. */
    private void report(
            CompletedRun completed, RunControl run, Recorder recorder, LedgerLog.@Nullable WrittenEntries kept)
            throws InterruptedException {
        List<AssertionResult> assertions = completed.assertions().get();
        if (!assertions.isEmpty()) {
            status.offer(new GeneratorEvent.AssertionResults(assertions));
        }
        run.remarks(recorder.totals().aborted()).forEach(status::offer);
        Runnable after = completed.after();
        status.offer(finished(recorder, kept, after != null));
        if (after != null) {
            status.awaitLine();
            status.offer(new GeneratorEvent.AfterHookEnded(AfterHook.problem(after, LONGEST_AFTER)));
        }
    }

    private CompletedRun run(RunControl run, String simulation) throws IOException {
        try (ResourceMonitor monitor = new ResourceMonitor(clock, this::resourcesUsed);
                Gatling gatling = new Gatling(clock)) {
            monitor.begin();
            Optional<String> problem = ContractCheck.problem(gatling);
            if (problem.isPresent()) {
                throw new IOException(problem.get());
            }
            try {
                return gatling.run(simulation, run);
            } finally {
                // What is still in flight now is cut short by Crossfire, not by the system.
                times.stopped(clock.nowMicros());
            }
        }
    }

    /** Reports usage from the begin of traffic on: before it, a shortage delays no request. */
    private void resourcesUsed(ResourceUsage usage) {
        if (times.begun()) {
            status.offer(new GeneratorEvent.ResourcesUsed(usage));
        }
    }

    private static GeneratorEvent finished(
            Recorder recorder, LedgerLog.@Nullable WrittenEntries kept, boolean afterHook) {
        RunTotals totals = recorder.totals();
        Histogram lag = totals.lagMicros();
        return new GeneratorEvent.Finished(
                totals.requests(),
                recorder.lost(),
                totals.intendedKnown(),
                totals.aborted(),
                lag.getTotalCount() == 0
                        ? null
                        : new GeneratorEvent.Lag(
                                lag.getValueAtPercentile(50) / 1000.0,
                                lag.getValueAtPercentile(99) / 1000.0,
                                lag.getMaxValue() / 1000.0),
                kept == null ? null : new GeneratorEvent.LedgerCounts(kept.entries(), kept.dropped()),
                afterHook);
    }

    private void fail(String why) {
        failure = why;
        status.offer(new GeneratorEvent.GeneratorFailed(why));
    }

    private final class RecordingListener implements Recorder.RecorderListener {
        @Override
        public void second(int second, Map<String, CohortFrame> cohorts, @Nullable Double lagP99Millis) {
            status.offer(new GeneratorEvent.SecondEnded(second, cohorts, lagP99Millis));
        }

        @Override
        public void failed(Exception cause) {
            RunControl running = control;
            if (running != null) {
                running.stop("the records cannot be written");
            }
            fail("cannot write the records: " + RunnerEnvironment.explain(cause));
        }
    }
}
