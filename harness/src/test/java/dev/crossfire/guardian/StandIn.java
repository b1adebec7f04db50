package dev.crossfire.guardian;

import dev.crossfire.environment.EnvironmentLock;
import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.guardian.GuardianProtocol.GuardianAssignment;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that stands in for a conductor: it makes two faults ready and injects the first, under a real guardian. Then
 * {@code inject} on standard input asks it for the second, {@code hang} stops its loop and nothing else, {@code done} lets
 * it heal and end; the end of its input means nothing to it.
 */
public final class StandIn {
    /** The run's name. */
    static final String RUN = "stand-in";
    /** The variable that the environment's file refers to. */
    static final String SECRET = "STAND_IN_PASSWORD";

    private static final long A_TURN_MILLIS = 100;

    private static final PlannedFault FIRST = fault("first");
    private static final PlannedFault SECOND = fault("second");

    private StandIn() {}

    /** The run's folder, and that which is the environment. */
    public static void main(String[] arguments) throws Exception {
        Kinds kinds = Kinds.load();
        SystemTime clock = new SystemTime();
        RunDirectory run = new RunDirectory(Path.of(arguments[0]), kinds);
        EnvironmentSource source =
                new EnvironmentSource("folder.yaml", text(arguments[1]), null, Map.of(SECRET, "sesame"));
        try (Journal journal = new Journal(run.journalFile());
                OpenEnvironment open = OpenEnvironment.of(source, kinds);
                GuardianProcess guardian = GuardianProcess.start(run, clock, GuardianProcess.PROGRAM, List.of())) {
            journal.append(new JournalEvent.RunStarted(
                    clock.now(), RUN, ProcessHandle.current().pid()));
            AtomicFile.write(run.planFile(), Json.pretty(plan()));
            guardian.assign(GuardianAssignment.of(source, Duration.ofMinutes(5)));
            try (EnvironmentLock environmentLock = EnvironmentLock.of(open, RUN, clock)) {
                guardian.awaitReady();
                guardian.whenLost(why -> System.out.println("lost " + why));
                environmentLock.whenLost(why -> System.out.println("hold " + why));
                new FileBreak().arm(arming(SECOND, open));
                inject(FIRST, open, journal, guardian, clock);
                obey(open, journal, guardian, clock);
            }
            guardian.release();
        }
        System.out.println("ended");
    }

    private static void obey(OpenEnvironment open, Journal journal, GuardianProcess guardian, SystemTime clock)
            throws Exception {
        BlockingQueue<String> lines = lines();
        while (true) {
            guardian.beat(Duration.ofSeconds(1));
            String line = lines.poll(A_TURN_MILLIS, TimeUnit.MILLISECONDS);
            if (line == null) {
                continue;
            }
            if (line.equals("hang")) {
                new CountDownLatch(1).await();
            } else if (line.equals("inject")) {
                inject(SECOND, open, journal, guardian, clock);
            } else if (line.equals("done")) {
                new FileBreak().heal(arming(FIRST, open), Map.of());
                new FileBreak().heal(arming(SECOND, open), Map.of());
                return;
            }
        }
    }

    private static BlockingQueue<String> lines() {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(
                () -> {
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .lines()
                            .forEach(lines::add);
                    // Its test has ended, however it did.
                    Runtime.getRuntime().halt(1);
                },
                "lines");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private static void inject(
            PlannedFault planned, OpenEnvironment open, Journal journal, GuardianProcess guardian, SystemTime clock)
            throws Exception {
        Fault fault = new FileBreak().arm(arming(planned, open));
        String id = planned.spec().id();
        journal.append(new JournalEvent.FaultIntended(clock.now(), id, FileBreak.NAME, List.of(), fault.handle()));
        String objection = guardian.objection();
        if (objection == null) {
            fault.inject();
        } else {
            // A conductor that was fenced still takes back what it made ready.
            new FileBreak().heal(arming(planned, open), Map.of());
        }
        System.out.println(objection == null ? "injected " + id : "refused " + objection);
    }

    /** The environment's file. */
    static String text(String folder) {
        return """
                crossfire: v1
                environment: folder
                folder: { folder: "%s", password: "${secret:%s}" }
                """.formatted(folder, SECRET);
    }

    private static FaultContext<FileBreak.Settings> arming(PlannedFault planned, OpenEnvironment open) {
        return new FaultContext<>(
                RUN, planned.spec().id(), new FileBreak.Settings(), null, planned.targets(), open.environment());
    }

    private static PlannedFault fault(String id) {
        Start start = new Start.At(Duration.ofSeconds(10));
        FaultSpec spec = new FaultSpec(
                id,
                FileBreak.NAME,
                FolderEnvironment.THING.role(),
                new TargetSelection.All(),
                start,
                null,
                new FileBreak.Settings());
        return new PlannedFault(
                spec, List.of(FolderEnvironment.THING), Duration.ofSeconds(10), Duration.ofMinutes(1), null, 0);
    }

    private static Plan plan() {
        Load load = new Load(
                "TicketOpen",
                Map.of(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                List.of(new Cohort("buyers", new Rate(100), List.of())));
        HealthCriteria healthy = new HealthCriteria(Duration.ofSeconds(1), Ratio.parse("99%"), Duration.ofSeconds(5));
        Scenario scenario = new Scenario(
                RUN,
                "A stand-in's",
                load,
                Map.of("buyers", healthy),
                Duration.ofSeconds(3),
                List.of(FIRST.spec(), SECOND.spec()),
                List.of());
        return new Plan(
                Plan.SCHEMA,
                RUN,
                scenario,
                "folder",
                null,
                1,
                false,
                List.of(FIRST, SECOND),
                new BlastRadius(1, 0, List.of("thing"), Duration.ofMinutes(1)),
                0,
                Map.of(),
                Map.of(),
                List.of());
    }
}
