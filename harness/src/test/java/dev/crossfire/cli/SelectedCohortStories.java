package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.JsonLines;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Kinds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user's own simulation with a group and two requests, run against the lab while its database fails over. */
@Timeout(300)
class SelectedCohortStories {
    private static final String SIMULATION = """
            package org.example.sale;

            import static io.gatling.javaapi.core.CoreDsl.*;
            import static io.gatling.javaapi.http.HttpDsl.*;

            import io.gatling.javaapi.core.Simulation;
            import java.util.concurrent.ThreadLocalRandom;

            public class Checkout extends Simulation {
                public Checkout() {
                    setUp(scenario("visitors")
                                    .exec(
                                            group("browse").on(http("look").get("/events/42").check(status().is(200))),
                                            pause(java.time.Duration.ofMillis(100)),
                                            http("pay")
                                                    .post("/events/42/reservations")
                                                    .header("Idempotency-Key", session -> "key-" + session.userId())
                                                    .header("Content-Type", "application/json")
                                                    .body(StringBody(session -> "{\\"seat\\":"
                                                            + ThreadLocalRandom.current().nextInt(1, 1_000_000)
                                                            + ",\\"buyer\\":\\"buyer-" + session.userId() + "\\"}"))
                                                    .check(status().in(201, 409, 410)))
                                    .injectOpen(constantUsersPerSec(60).during(45)))
                            .protocols(http.baseUrl(System.getProperty("crossfire.baseUrl"))
                                    .shareConnections());
                }
            }
            """;

    private static final String SCENARIO = """
            crossfire: v1
            name: checkout-apart
            load:
              simulation: org.example.sale.Checkout
              warm-up: 5s
              duration: 38s
              cohorts:
                checkout: { request: %s }
                browsing: { group: browse }
            healthy:
              checkout: { within: 1s, success: 99%%, stable-for: 5s }
              browsing: { within: 1s, success: 99%%, stable-for: 5s }
            steady-state: { for: 3s }
            faults:
              - { id: writer-lost, kind: database-failover, target: ticketing-db, at: 8s }
            objectives:
              - id: checkout-back
                recovery-time: { cohort: checkout, fault: writer-lost, at-most: 20s }
              - id: browsing-served
                availability: { cohort: browsing, at-least: 50%% }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @BeforeAll
    static void programsLieBesideThisRoom() {
        System.setProperty(
                "crossfire.home", Path.of("..").toAbsolutePath().normalize().toString());
    }

    @Test
    void checkoutIsJudgedApart() throws Exception {
        run(0, "pay");
        Verdict verdict = new RunDirectory(directory.resolve("out"), Kinds.load()).verdict();

        CohortRecovery checkout = verdict.recovery().stream()
                .filter(one -> one.cohort().equals("checkout"))
                .findFirst()
                .orElseThrow();
        assertThat(checkout.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(verdict.objectives()).allMatch(one -> one.outcome() == Outcome.PASS);
        assertThat(verdict.load()).extracting(LoadFigures::cohort).containsExactly("visitors");
        PhaseFigures visitors = whole(verdict, "visitors");
        assertThat(whole(verdict, "checkout").requests()
                        + whole(verdict, "browsing").requests())
                .isEqualTo(visitors.requests())
                .isEqualTo(verdict.injector().requests());
        assertThat(out.toString()).contains("checkout-back");
        assertThat(Files.readString(directory.resolve("out/summary.md")))
                .contains(String.format(Locale.ROOT, "of %,d requests failed", visitors.requests()));
        assertThat(Files.readString(directory.resolve("out/report.html"))).contains("checkout", "browse / look");
        Frame frame = JsonLines.readAll(directory.resolve("out/frames.jsonl"), Frame.class)
                .get(20);
        assertThat(frame.cohorts()).containsOnlyKeys("visitors", "checkout", "browsing");
        Files.createDirectories(Path.of("target/selected-cohorts"));
        Files.writeString(Path.of("target/selected-cohorts/screen.txt"), out.toString() + err);
        Files.copy(
                directory.resolve("out/report.html"),
                Path.of("target/selected-cohorts/report.html"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aNameThatDoesNotOccurIsReported() throws Exception {
        String[] plan = {
            "check", scenario("pya").toString(), "--class-path", classes().toString()
        };
        assertThat(crossfire(plan)).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .contains(
                        "checkout selects every request called 'pya': the names of requests and groups are known only");
        Path wrong = directory.resolve("wrong.yaml");
        Files.writeString(
                wrong,
                SCENARIO.formatted("pay, scenario: visitor")
                        .replace("browsing:", "visitors:")
                        .replace("cohort: browsing", "cohort: visitors"));
        assertThat(crossfire(
                        "check", wrong.toString(), "--class-path", classes().toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("wrong.yaml:8:41: the scenario 'visitor'", "did you mean visitors?")
                .containsPattern("wrong.yaml:9:\\d+: the cohort 'visitors' that selects requests");
    }

    private void run(int exitCode, String request) throws Exception {
        String[] arguments = {
            "run",
            scenario(request).toString(),
            "--class-path",
            classes().toString(),
            "--out",
            directory.resolve("out").toString()
        };
        assertThat(crossfire(arguments)).as("%s%s", out, err).isEqualTo(exitCode);
    }

    private int crossfire(String... arguments) {
        return Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
    }

    private Path scenario(String request) throws Exception {
        return Files.writeString(directory.resolve("checkout-apart.yaml"), SCENARIO.formatted(request));
    }

    private Path classes() throws Exception {
        return CompiledSimulation.in(directory, "Checkout.java", SIMULATION);
    }

    private static PhaseFigures whole(Verdict verdict, String cohort) {
        return verdict.phases().stream()
                .filter(one -> one.cohort().equals(cohort) && one.phase() == Phase.WHOLE)
                .findFirst()
                .orElseThrow();
    }
}
