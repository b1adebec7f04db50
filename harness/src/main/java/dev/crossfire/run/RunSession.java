package dev.crossfire.run;

import dev.crossfire.conductor.Conductor;
import dev.crossfire.conductor.LoadProcess;
import dev.crossfire.conductor.RunContext;
import dev.crossfire.environment.EnvironmentLock;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Manifest;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.externalcheck.ExternalChecks;
import dev.crossfire.externalcheck.SystemRecordReader;
import dev.crossfire.guardian.GuardianProcess;
import dev.crossfire.guardian.GuardianProtocol.GuardianAssignment;
import dev.crossfire.input.ControlInput;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.process.Installation;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.run.SingleRun.RunServices;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Plugin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sets up one run: journal, guardian, environment and load, each ended by the code that began it. */
final class RunSession {
    /** Getting ready, healing and judging, with much to spare. */
    private static final Duration AROUND_A_RUN = Duration.ofMinutes(10);

    private final RunServices services;
    private final ScenarioInput input;
    private final RunDirectory run;
    private final ProgressLine progress;

    RunSession(RunServices services, ScenarioInput input, RunDirectory run, ProgressLine progress) {
        this.services = services;
        this.input = input;
        this.run = run;
        this.progress = progress;
    }

    /** Conducts the run; what keeps it from being conducted is in its journal, too. */
    void conduct() throws BadInputException, RunErrorException, IOException, InterruptedException {
        Instant began = services.clock().now();
        String name = RunFolder.runName(input.scenario().name(), began);
        try (Journal journal = new Journal(run.journalFile())) {
            journal.append(new JournalEvent.RunStarted(
                    began, name, ProcessHandle.current().pid()));
            for (String warning : services.warnings()) {
                journal.append(new JournalEvent.Warning(services.clock().now(), warning));
            }
            // The guardian starts beside the environment; it ends after it, because it heals what is not healed by
            // then.
            try (GuardianProcess guardian = GuardianProcess.start(
                            run,
                            services.clock(),
                            services.guardianProgram(),
                            services.kinds().plugins().stream().map(Plugin::jar).toList());
                    OpenEnvironment open = input.target().open(services.kinds(), run.file("lab.log"), progress)) {
                conduct(open, name, began, journal, guardian);
            } catch (RunErrorException broken) {
                journal.append(new JournalEvent.Broken(services.clock().now(), String.valueOf(broken.getMessage())));
                throw broken;
            } catch (InterruptedException interrupted) {
                journal.append(new JournalEvent.Aborted(services.clock().now(), "stopped by the user"));
                throw interrupted;
            }
            journal.append(new JournalEvent.RunEnded(services.clock().now()));
        }
        // Nothing writes evidence any more.
        Manifest.write(run, name);
    }

    private void conduct(OpenEnvironment open, String name, Instant began, Journal journal, GuardianProcess guardian)
            throws BadInputException, RunErrorException, IOException, InterruptedException {
        try {
            Instant ready = services.clock().now();
            String environment = open.spec().name();
            journal.append(new JournalEvent.EnvironmentReady(
                    ready, environment, Duration.between(began, ready).toMillis()));
            journal.append(new JournalEvent.EnvironmentOpened(
                    ready,
                    environment,
                    open.source().reference(),
                    open.environment().cluster()));
            Plan planned = input.plan(services.kinds(), open, name);
            ControlInput.keep(services.control(), planned, run, services.kinds());
            run.write(planned);
            progress.follow(planned);
            guardian.assign(GuardianAssignment.of(open.source(), longest(planned)));
            try (EnvironmentLock environmentLock = environmentLock(open, name, journal, guardian)) {
                load(open, planned, journal, guardian, environmentLock);
            }
            guardian.release();
        } finally {
            services.signal().finish();
        }
        progress.phase("stopping");
    }

    /**
     * A run that is refused has done nothing, and nothing needs healing, unless its own claim may have stayed behind.
     */
    private EnvironmentLock environmentLock(
            OpenEnvironment open, String name, Journal journal, GuardianProcess guardian)
            throws RunErrorException, IOException, InterruptedException {
        try {
            return EnvironmentLock.of(open, name, services.clock());
        } catch (RunErrorException refused) {
            if (hasNothingOf(open, name)) {
                guardian.release();
                journal.append(new JournalEvent.AllClear(services.clock().now()));
            }
            throw refused;
        }
    }

    private static boolean hasNothingOf(OpenEnvironment open, String run) {
        try {
            return open.environment().leftovers().stream()
                    .noneMatch(left -> left.run().equals(run));
        } catch (FaultException failed) {
            return false;
        }
    }

    /** By which a run has ended, whatever it is waiting for. */
    private static Duration longest(Plan plan) {
        Duration longest = plan.scenario()
                .load()
                .warmUp()
                .plus(plan.scenario().load().duration())
                .plus(plan.scenario().load().startTimeout())
                .plus(AROUND_A_RUN);
        for (PlannedFault fault : plan.faults()) {
            longest = longest.plus(fault.longest());
        }
        return longest;
    }

    private void load(
            OpenEnvironment open,
            Plan planned,
            Journal journal,
            GuardianProcess guardian,
            EnvironmentLock environmentLock)
            throws RunErrorException, IOException, InterruptedException {
        progress.phase("starting the load generator");
        try (LoadProcess load =
                LoadProcess.start(Installation.current(), planned, planned.baseUrl(), run, services.userClassPath())) {
            for (String warning : load.warnings()) {
                journal.append(new JournalEvent.Warning(services.clock().now(), warning));
            }
            open.whenEnded(load::failRun);
            guardian.whenLost(load::failRun);
            environmentLock.whenLost(load::failRun);
            guardian.awaitReady();
            try (ExternalChecks externalChecks = watch(open, planned)) {
                externalChecks.begin();
                Conductor conductor = new Conductor(new RunContext(
                        planned,
                        input.target().limits(open),
                        open,
                        services.kinds(),
                        journal,
                        services.clock(),
                        progress,
                        guardian,
                        guardian));
                if (conductor.conduct(load)) {
                    guardian.beat(SystemRecordReader.LONGEST_READING);
                    compareWrites(open, planned, journal);
                }
            }
        }
    }

    /** Starts all external checks that are possible. */
    private ExternalChecks watch(OpenEnvironment open, Plan planned) throws RunErrorException, InterruptedException {
        try {
            ObservabilityConfig observability = open.spec().observability();
            return ExternalChecks.of(
                    observability, open.environment(), run.observationsFile(), longest(planned), services.clock());
        } catch (IOException refused) {
            throw new RunErrorException(
                    "environment " + open.spec().name() + " cannot be observed as configured: " + refused.getMessage(),
                    refused);
        }
    }

    /** The system is intact again and users write no more: now its records are read. */
    private void compareWrites(OpenEnvironment open, Plan planned, Journal journal) throws IOException {
        @Nullable LedgerSpec ledger = planned.scenario().ledger();
        if (ledger != null) {
            progress.phase("reading the system's records");
            journal.append(new SystemRecordReader(run.systemLedgerFile(), services.clock())
                    .read(ledger, open.spec().observability(), planned.baseUrl()));
            if (Thread.currentThread().isInterrupted()) {
                journal.append(new JournalEvent.Aborted(services.clock().now(), "stopped by the user"));
            }
        }
    }
}
