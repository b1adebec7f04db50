package dev.crossfire.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.fake.PlantedInstallation;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.process.Installation;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.starvation.TimingError;
import dev.crossfire.time.SystemTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: the server that misbehaves, the generator, the recorder; every failure mode at one time. */
@Tag("live")
class CalibrationLiveTest {
    private static final Installation BESIDE_THIS_ROOM =
            new Installation(Path.of("..").toAbsolutePath().normalize(), "0.1.0");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    @Tag("acceptance")
    void everyFailureModeOfMisbehaviourIsMeasuredAsItWasPlanted() throws Exception {
        List<Lane> lanes = Stream.of(Outage.FailureMode.values())
                .map(failureMode -> new Lane(
                        "lane-" + failureMode,
                        new Rate(50),
                        List.of(new Outage(
                                "outage-" + failureMode,
                                OutageShape.ALL,
                                failureMode,
                                List.of(new Outage.OutageInterval(Duration.ofMillis(2_600), Duration.ofMillis(900)))))))
                .toList();
        // Other work on this machine may delay a few answers; that must not pass for the outage.
        HealthCriteria healthy = new HealthCriteria(Duration.ofMillis(800), new Ratio(0.9), Duration.ofSeconds(2));
        OutagePlan plan = new OutagePlan(1, Duration.ofSeconds(2), Duration.ofSeconds(6), healthy, lanes);
        RunDirectory run = new RunDirectory(directory, Kinds.load());

        CalibrationReport report =
                new Calibration(BESIDE_THIS_ROOM, new SystemTime(), ProgressListener.SILENT).measure(plan, run);

        assertThat(report.outages()).hasSize(4);
        TimingError.unless(() -> assertThat(report.outages())
                .allSatisfy(row -> assertThat(row.state()).as(row.why()).isEqualTo(RecoveryState.RECOVERED))
                .allSatisfy(row -> assertThat(measured(row)).as(row.why()).isBetween(0.7, 1.2)));
        assertThat(report.outages())
                .filteredOn(row -> row.manner() != Outage.FailureMode.REFUSE)
                .allSatisfy(row -> assertThat(row.hit()).isGreaterThan(20));
        assertThat(report.injector().requests()).isEqualTo(4 * 50 * 8);
        assertThat(report.clock()).isNotNull();
        assertThat(Json.read(Files.readString(run.file("calibration.json")), CalibrationReport.class))
                .isEqualTo(report);
        assertThat(CalibrationText.of(report)).contains("outage-HANG").contains("calibrate · seed 1");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    /** Counted by requests, those who wait would hide each of these outages but for its first moments. */
    @Test
    void usersWhoWaitForTheirAnswersHideNoOutage() throws Exception {
        Lane.ClosedWorkload users = new Lane.ClosedWorkload(40, Duration.ofMillis(400), Duration.ofMillis(20));
        List<Lane> lanes = Stream.of(Outage.FailureMode.values())
                .map(failureMode -> new Lane(
                        "closed-" + failureMode,
                        users.rate(),
                        List.of(new Outage(
                                "outage-" + failureMode,
                                OutageShape.ALL,
                                failureMode,
                                List.of(new Outage.OutageInterval(
                                        Duration.ofMillis(3_600), Duration.ofMillis(3_000))))),
                        users))
                .toList();
        // Other work on this machine may delay a few answers; that must not pass for the outage.
        HealthCriteria healthy = new HealthCriteria(Duration.ofMillis(800), new Ratio(0.9), Duration.ofSeconds(3));
        OutagePlan plan = new OutagePlan(1, Duration.ofSeconds(2), Duration.ofSeconds(12), healthy, lanes);
        RunDirectory run = new RunDirectory(directory, Kinds.load());

        CalibrationReport report =
                new Calibration(BESIDE_THIS_ROOM, new SystemTime(), ProgressListener.SILENT).measure(plan, run);

        assertThat(report.closed()).isTrue();
        assertThat(report.outages()).hasSize(4);
        TimingError.unless(() -> assertThat(report.outages())
                .allSatisfy(row -> assertThat(row.state()).as(row.why()).isEqualTo(RecoveryState.RECOVERED))
                .allSatisfy(row -> assertThat(row.lowSeconds()).as(row.why()).isLessThanOrEqualTo(3.1))
                .allSatisfy(row -> assertThat(row.highSeconds()).as(row.why()).isGreaterThanOrEqualTo(2.9)));
    }

    private static double measured(OutageResult row) {
        Double seconds = row.measuredSeconds();
        return seconds == null ? Double.NaN : seconds;
    }

    @Test
    void whenItIsKilledItsProcessesEndByThemselves() throws Exception {
        List<String> command =
                new ArrayList<>(PlantedInstallation.command(BESIDE_THIS_ROOM, dev.crossfire.cli.Crossfire.class));
        command.addAll(List.of(
                "calibrate", "--quiet", "--out", directory.resolve("run").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try {
            await().atMost(LONGEST).until(() -> process.descendants().count() >= 2);
            List<ProcessHandle> parts = process.descendants().toList();
            process.destroyForcibly();
            await().atMost(LONGEST).until(() -> parts.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            process.destroyForcibly();
        }
    }
}
