package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.ClockDifference;
import dev.crossfire.calibrate.CalibrationReport.GeneratorLag;
import dev.crossfire.calibrate.CalibrationReport.MachineInfo;
import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.LaneComparison.LaneEvidence;
import dev.crossfire.calibrate.MachineFitness.MachineConditions;
import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.calibrate.server.ServerEvent.LaneTruth;
import dev.crossfire.calibrate.server.ServerEvent.Report;
import dev.crossfire.conductor.LoadProcess;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.judge.Judge;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.process.Installation;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.simulations.GeneratorEvent;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Measures planted outages with the generator, the recorder and the judge that measure everything else.
 *
 * <p>Two processes run beside this one, the failing server and the load generator; both end when this one does.
 */
public final class Calibration {
    /** How much longer than planned the load may take. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final double MILLIS_PER_SECOND = 1000;

    private final Installation installation;
    private final TimeSource time;
    private final ProgressListener progress;

    public Calibration(Installation installation, TimeSource time, ProgressListener progress) {
        this.installation = installation;
        this.time = time;
        this.progress = progress;
    }

    /** The reports of the processes of a run that completed. */
    private record RawMeasurement(long zeroMicros, Report report, GeneratorEvent.Finished finished) {}

    /**
     * Plants, measures and compares; leaves the evidence and {@code calibration.json} in a folder.
     *
     * @param run an empty folder
     * @throws RunErrorException when the server or the generator fails
     */
    public CalibrationReport measure(OutagePlan plan, RunDirectory run)
            throws RunErrorException, IOException, InterruptedException {
        Instant began = time.now();
        Path planFile = run.file("outages.json");
        AtomicFile.write(planFile, Json.pretty(plan));
        RawMeasurement measured = plant(plan, planFile, run);
        AtomicFile.write(run.file("truth.json"), Json.pretty(measured.report()));
        progress.phase("comparing actual with measured");
        CalibrationReport report = report(plan, run, measured, began);
        AtomicFile.write(run.file("calibration.json"), Json.pretty(report));
        return report;
    }

    private RawMeasurement plant(OutagePlan plan, Path planFile, RunDirectory run)
            throws RunErrorException, IOException, InterruptedException {
        progress.phase("starting the calibration server");
        AtomicReference<@Nullable LoadProcess> listening = new AtomicReference<>();
        Runnable ended = () -> {
            LoadProcess load = listening.get();
            if (load != null) {
                load.failRun("the calibration server ended; its last output is in server.log");
            }
        };
        try (PlantedServerProcess server = PlantedServerProcess.start(planFile, run.file("server.log"), ended)) {
            Plan whole = new LanePlans(plan, "calibrate", server.awaitReady()).whole();
            progress.phase("starting the load generator");
            try (LoadProcess load = LoadProcess.start(installation, whole, null, run, "")) {
                listening.set(load);
                load.awaitReady();
                return follow(plan, server, load);
            } finally {
                listening.set(null);
            }
        }
    }

    private RawMeasurement follow(OutagePlan plan, PlantedServerProcess server, LoadProcess load)
            throws RunErrorException, InterruptedException {
        load.begin();
        progress.phase("warming up");
        long zero = 0;
        Instant deadline = time.now().plus(plan.warmUp()).plus(plan.duration()).plus(GRACE);
        while (true) {
            GeneratorEvent event = next(load, deadline);
            if (event instanceof GeneratorEvent.Started started) {
                zero = started.t0();
                server.zero(zero);
            } else if (event instanceof GeneratorEvent.SecondEnded second) {
                Instant end = Instant.EPOCH.plus(zero, ChronoUnit.MICROS).plus(plan.duration());
                Duration left = Duration.between(time.now(), end);
                progress.second(new Frame(second.second(), second.cohorts()), left.isNegative() ? Duration.ZERO : left);
            } else if (event instanceof GeneratorEvent.Finished finished) {
                return new RawMeasurement(zero, server.report(), finished);
            }
        }
    }

    private GeneratorEvent next(LoadProcess load, Instant deadline) throws RunErrorException, InterruptedException {
        Duration left = Duration.between(time.now(), deadline);
        return load.next(left.isNegative() ? Duration.ZERO : left)
                .orElseThrow(
                        () -> new RunErrorException("the load generator did not report in time; see generator.log"));
    }

    private CalibrationReport report(OutagePlan plan, RunDirectory run, RawMeasurement measured, Instant began)
            throws IOException {
        Judge judge = new Judge(List.of());
        LanePlans plans = new LanePlans(plan, "calibrate", Map.of());
        RequestSource all = run.requests();
        Map<String, LaneTruth> truths = new HashMap<>();
        measured.report().lanes().forEach(lane -> truths.put(lane.lane(), lane));
        List<OutageResult> rows = new ArrayList<>();
        ClockComparison clocks = new ClockComparison();
        clocks.add(all);
        boolean saturated = false;
        for (Lane lane : plan.lanes()) {
            LaneTruth truth = truths.get(lane.name());
            if (truth == null) {
                throw new IOException(
                        "the calibration server reported nothing about " + lane.name() + "; see truth.json");
            }
            RequestSource requests = new LaneEvidence.LaneRequests(all, lane.name());
            ArrivalModel model = lane.closed() == null ? ArrivalModel.OPEN : ArrivalModel.CLOSED;
            Verdict verdict =
                    judge.judge(LaneEvidence.of(plans.of(lane), truth, measured.zeroMicros(), requests, model));
            saturated |= verdict.injector().saturated();
            rows.addAll(LaneComparison.rows(plan, lane, truth, verdict));
        }
        return report(plan, rows, injector(measured.finished(), saturated), clocks.result(), began);
    }

    private CalibrationReport report(
            OutagePlan plan,
            List<OutageResult> rows,
            GeneratorLag injector,
            @Nullable ClockDifference clock,
            Instant began) {
        CalibrationSummary reckoning = new CalibrationSummary(plan, rows);
        List<String> misses = new ArrayList<>(reckoning.misses());
        misses.addAll(MachineConditions.misses(injector, clock));
        return new CalibrationReport(
                CalibrationReport.SCHEMA,
                plan.seed(),
                plan.usersWait(),
                misses.isEmpty() ? RunOutcome.PASS : RunOutcome.FAIL,
                misses,
                Duration.between(began, time.now()).toMillis() / MILLIS_PER_SECOND,
                machine(),
                reckoning.coverage(),
                reckoning.widths(),
                reckoning.falseAlarms(),
                injector,
                clock,
                reckoning.cells(),
                reckoning.resolution(),
                rows);
    }

    private static GeneratorLag injector(GeneratorEvent.Finished finished, boolean saturated) {
        GeneratorEvent.Lag lag = finished.lag();
        return new GeneratorLag(
                finished.requests(),
                lag == null ? null : lag.p99Millis(),
                lag == null ? null : lag.maxMillis(),
                saturated);
    }

    private static MachineInfo machine() {
        return new MachineInfo(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version().toString());
    }
}
