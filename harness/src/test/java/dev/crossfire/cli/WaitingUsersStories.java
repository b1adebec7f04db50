package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirty closed users wait for six seconds and send nothing; a real run with {@code abort-when} must not miss that.
 *
 * <p>After some five seconds the lab's balancer answers with errors in place of its frozen replicas; those would be seen in
 * any case, and there must not be three seconds of them.
 */
@Timeout(180)
class WaitingUsersStories {
    private static final String DESK = """
            package org.example;

            import static io.gatling.javaapi.core.CoreDsl.*;
            import static io.gatling.javaapi.http.HttpDsl.http;

            import io.gatling.javaapi.core.Simulation;

            public class Desk extends Simulation {
                public Desk() {
                    setUp(scenario("clerks")
                                    .forever()
                                    .on(exec(http("look").get("/events/42")).pause(1))
                                    .injectClosed(constantConcurrentUsers(30).during(40)))
                            .protocols(http.baseUrl(System.getProperty("crossfire.baseUrl")));
                }
            }
            """;
    private static final String SCENARIO = """
            crossfire: v1
            name: clerks-wait
            load: { simulation: org.example.Desk, warm-up: 4s, duration: 30s }
            healthy:
              clerks: { within: 1s, success: 95%, stable-for: 5s }
            steady-state: { for: 3s }
            faults:
              - { id: frozen, kind: process-pause, target: shop, at: 7s, duration: 6s }
            abort-when:
              - error-ratio: { cohort: clerks, over: 50%, for: 3s }
            objectives:
              - { id: clerks-back, recovery-time: { cohort: clerks, fault: frozen, at-most: 8s } }
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
    void aRunIsAbortedWhileItsClosedUsersAllWait() throws Exception {
        Path classes = CompiledSimulation.in(directory, "Desk.java", DESK);
        Path scenario = Files.writeString(directory.resolve("clerks-wait.yaml"), SCENARIO);
        Path folder = directory.resolve("run");
        int exitCode = Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)),
                new StopSignal(),
                "run",
                scenario.toString(),
                "--class-path",
                classes.toString(),
                "--out",
                folder.toString());
        Files.writeString(Path.of("target/waiting-users.txt"), "exit " + exitCode + "\n" + out + err);
        RunDirectory run = new RunDirectory(folder, Kinds.load());
        JournalEvent.FaultEffective frozen = event(run, JournalEvent.FaultEffective.class);
        JournalEvent.AbortConditionMet met = event(run, JournalEvent.AbortConditionMet.class);
        assertThat(met.seen())
                .startsWith("abort-when: more than 50% of the users of clerks were unhealthy for 3s (at the end ")
                .contains(" of 30 users waited longer than 1s");
        assertThat(Duration.between(frozen.notAfter(), met.at()))
                .as("a second until nearly all have asked, L, three seconds, and the rest of one")
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
        assertThat(exitCode).isEqualTo(3);
    }

    private static <T extends JournalEvent> T event(RunDirectory run, Class<T> type) throws IOException {
        List<T> events = run.evidence().events(type);
        assertThat(events).as(type.getSimpleName()).hasSize(1);
        return events.get(0);
    }
}
