package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.crossfire.calibrate.CalibrationReport;
import dev.crossfire.calibrate.CalibrationRun;
import dev.crossfire.calibrate.MachineFitness;
import dev.crossfire.calibrate.PlantedReport;
import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.guardian.GuardianProcess;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.run.MachineCheck;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is made of a calibration, without one: what it measures is planted. */
@Tag("live")
class CalibrateTest {
    private static final Kinds KINDS = Kinds.load();
    private static final String MISS = "40 of 60 brackets contain the actual end; expected 55";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<OutagePlan> asked = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void programsLieBesideThisRoom() {
        System.setProperty(
                "crossfire.home", Path.of("..").toAbsolutePath().normalize().toString());
    }

    private Terminal terminal() {
        return new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private CalibrationRun measures(CalibrationReport report) {
        return (plan, run, progress) -> {
            asked.add(plan);
            return report;
        };
    }

    private static CalibrationReport found(String lane, double widthMillis, String... misses) {
        return PlantedReport.of(Map.of(lane, widthMillis), misses);
    }

    private int calibrate(CalibrationReport report, String... arguments) {
        return new CommandLine(new CalibrateCommand(terminal(), KINDS, measures(report))).execute(arguments);
    }

    @Test
    void aMachineThatMeetsTheFiguresPasses() {
        String folder = directory.resolve("calibration").toString();
        assertThat(calibrate(found("fast", 20), "--seed", "7", "--out", folder)).isZero();
        assertThat(asked).singleElement().satisfies(plan -> {
            assertThat(plan.seed()).isEqualTo(7);
            assertThat(plan.lanes()).hasSize(9);
        });
        assertThat(out.toString()).contains("PASS").doesNotContain("{");
        assertThat(directory.resolve("calibration")).isDirectory();
    }

    @Test
    void aMachineThatMissesThemFailsAndNamesThem() {
        String folder = directory.resolve("calibration").toString();
        assertThat(calibrate(found("fast", 20, MISS), "--out", folder)).isEqualTo(1);
        assertThat(out.toString()).contains("FAIL", MISS);
    }

    @Test
    void forProgramsTheReportIsOneJsonObject() throws IOException {
        CalibrationReport report = found("fast", 20, MISS);
        String folder = directory.resolve("calibration").toString();
        assertThat(calibrate(report, "--json", "--quiet", "--out", folder)).isEqualTo(1);
        assertThat(Json.read(out.toString(), CalibrationReport.class)).isEqualTo(report);
        assertThat(err.toString()).isEmpty();
    }

    private int run(CalibrationReport report, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--calibrate", "--quiet", "--out", directory.resolve("run").toString()));
        all.addAll(List.of(arguments));
        return new CommandLine(
                        new RunCommand(terminal(), new StopSignal(), KINDS, GuardianProcess.PROGRAM, measures(report)))
                .execute(all.toArray(String[]::new));
    }

    private void nothingWasFired() throws IOException {
        assertThat(err.toString()).contains("nothing was injected");
        assertThat(out.toString()).isEmpty();
        try (Stream<Path> left = Files.list(directory.resolve("run"))) {
            assertThat(left)
                    .as("no journal, no plan")
                    .containsExactlyInAnyOrder(
                            directory.resolve("run/calibration"), directory.resolve("run/crossfire.log"));
        }
    }

    @Test
    void aMachineThatCannotKeepUpFiresNothing() throws IOException {
        CalibrationReport report = found("buyers", 20, "the load generator could not keep up");
        assertThat(run(report, "quick-database-failover")).as("%s", err).isEqualTo(3);
        nothingWasFired();
        assertThat(err.toString()).contains("! the load generator could not keep up");
    }

    @Test
    void aMachineThatCannotResolveTheTargetOfASimulationOfOnesOwnFiresNothing() throws IOException {
        Path scenario = directory.resolve("sale.yaml");
        Files.writeString(scenario, """
                crossfire: v1
                name: sale
                load:
                  simulation: org.example.Sale
                  duration: 2m
                healthy: { buyers: { within: 1s, success: 99%, stable-for: 10s } }
                faults:
                  - { id: writer-lost, kind: database-failover, target: ticketing-db, at: 30s }
                objectives:
                  - { id: back, recovery-time: { cohort: buyers, fault: writer-lost, at-most: 500ms } }
                """);
        System.setProperty(
                "crossfire.home", Path.of("..").toAbsolutePath().normalize().toString());
        String classes =
                CompiledSimulation.in(directory, "org/example/Sale.java", """
                package org.example;

                import static io.gatling.javaapi.core.CoreDsl.*;
                import static io.gatling.javaapi.http.HttpDsl.http;

                public class Sale extends io.gatling.javaapi.core.Simulation {
                    { setUp(scenario("buyers").exec(http("buy").get("/")).injectOpen(constantUsersPerSec(9).during(140))); }
                }
                """).toString();
        assertThat(run(found("users", 600), scenario.toString(), "--class-path", classes))
                .as("%s", err)
                .isEqualTo(3);
        nothingWasFired();
        assertThat(err.toString()).contains("! back: on this machine", "within 600 ms only", "the target is 0.5 s");
        assertThat(asked.get(0).lanes()).extracting(Lane::rate).containsExactly(new Rate(60));
    }

    @Test
    void aMachineIsMeasuredUnderTheHighestRateOfEachCohort() throws Exception {
        Spike spike = new Spike(Duration.ofSeconds(20), new Rate(400), Duration.ofSeconds(1), Duration.ofSeconds(9));
        Scenario scenario = new Scenario(
                "s",
                "t",
                new Load(
                        "TicketOpen",
                        Map.of(),
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        List.of(
                                new Cohort("buyers", new Rate(50), List.of(spike)),
                                new Cohort("browsers", new Rate(80), List.of()))),
                Map.of(),
                Duration.ZERO,
                List.of(),
                List.of(new ObjectiveSpec(
                        "back", "recovery-time", new RecoveryTime.Settings("buyers", "f", Duration.ofSeconds(2)))));
        MachineFitness fitness = new MachineCheck(measures(found("buyers", 600)), ProgressListener.SILENT)
                .of(scenario, new RunDirectory(directory, KINDS), KINDS);
        assertThat(asked.get(0).lanes())
                .extracting(Lane::name, lane -> lane.rate().perSecond())
                .containsExactly(tuple("buyers", 400.0), tuple("browsers", 80.0));
        assertThat(fitness.isFit()).isTrue();
        assertThat(fitness.warnings()).singleElement().asString().contains("back", "600 ms");
    }
}
