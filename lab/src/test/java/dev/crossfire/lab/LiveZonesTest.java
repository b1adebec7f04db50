package dev.crossfire.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.lab.process.ProcessExitCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A whole lab that loses zones for real; in order, because a lab takes seconds to start. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("live")
@Tag("acceptance")
class LiveZonesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** A second is what is promised; a busy machine may take as long again to report it. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @TempDir
    static Path folder;

    private static StartedLab lab;
    private static JsonNode ready;
    private static FisClientOfLab fis;

    @BeforeAll
    static void start() throws IOException {
        // As root the servers run as the user nobody, who must be able to pass.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        lab = new StartedLab(
                folder.resolve("err"),
                "--dir=" + folder.resolve("lab"),
                "--replicas-per-zone=1",
                "--ready-within=80s",
                "--rebuild-after=1s");
        ready = lab.ready();
        fis = new FisClientOfLab(ready);
    }

    @AfterAll
    static void stop() {
        // A lab that did not become ready has none.
        if (fis != null) {
            fis.close();
        }
        lab.close();
    }

    @Test
    @Order(1)
    void aZoneWithoutPowerIsDeadUntilItHasPowerAgain() throws Exception {
        List<Long> inZone = Stream.of("shop-1a-1", "postgres-1a")
                .flatMap(LiveZonesTest::family)
                .map(ProcessHandle::pid)
                .toList();
        assertThat(inZone).hasSizeGreaterThan(4);
        Instant asked = Instant.now();

        String experiment = cutPower("a");

        await().atMost(AT_ONCE).until(() -> ProcessExitCheck.stillThere(inZone).isEmpty());
        await().atMost(SOON).until(() -> when("alone", "postgres-1b").isAfter(asked));
        assertThat(when("repointed", "postgres-1b")).isAfter(asked);
        await().atMost(SOON).ignoreExceptions().until(() -> lab.isReserved(ready, 1));
        // The pair would be whole again by now: a new reader is made after a second.
        await().during(Duration.ofSeconds(4)).atMost(SOON).until(() -> startedIn("1a", asked)
                .isEmpty());

        Instant restored = Instant.now();
        fis.stop(experiment);
        await().atMost(SOON).until(() -> answers("shop-1a-1"));
        await().atMost(SOON).until(() -> when("redundant", "postgres-1a").isAfter(restored));
        assertThat(startedIn("1a", asked)).allMatch(restored::isBefore);
        assertThat(fis.state(experiment)).isEqualTo("stopped");
    }

    @Test
    @Order(2)
    void aPauseThatEndsWithinAZoneLossDoesNotEndTheLoss() throws Exception {
        Instant asked = Instant.now();
        String loss = cutPower("c");
        await().atMost(SOON).until(() -> when("died", "shop-1c-1").isAfter(asked));

        String pause = pause("shop-1c-1");
        await().atMost(SOON).until(() -> fis.state(pause).equals("running"));
        fis.stop(pause);
        await().atMost(SOON).until(() -> fis.state(pause).equals("stopped"));

        assertThat(startedIn("1c", asked)).isEmpty();
        fis.stop(loss);
        await().atMost(SOON).until(() -> answers("shop-1c-1"));
        assertThat(state("shop-1c-1")).doesNotStartWith("T");
    }

    @Test
    @Order(3)
    void aZoneLossThatEndsWithinAPauseDoesNotEndThePause() throws Exception {
        String pause = pause("shop-1c-1");
        await().atMost(SOON).until(() -> state("shop-1c-1").startsWith("T"));
        assertThat(answers("shop-1c-1")).isFalse();
        long first = pid("shop-1c-1");

        String loss = cutPower("c");
        await().atMost(AT_ONCE)
                .until(() -> ProcessExitCheck.stillThere(List.of(first)).isEmpty());
        fis.stop(loss);

        await().atMost(SOON)
                .until(() -> pid("shop-1c-1") != first && state("shop-1c-1").startsWith("T"));
        fis.stop(pause);
        await().atMost(SOON).until(() -> answers("shop-1c-1"));
    }

    @Test
    @Order(4)
    void twoCutsOfOneZoneEndWithTheLast() throws Exception {
        Instant asked = Instant.now();
        String one = cutPower("c");
        String other = cutPower("c");
        await().atMost(SOON).until(() -> when("died", "shop-1c-1").isAfter(asked));
        await().atMost(SOON).until(() -> fis.state(other).equals("running"));

        fis.stop(one);
        await().atMost(SOON).until(() -> fis.state(one).equals("stopped"));
        assertThat(startedIn("1c", asked)).isEmpty();

        fis.stop(other);
        await().atMost(SOON).until(() -> answers("shop-1c-1"));
    }

    @Test
    @Order(5)
    void anIsolatedZoneIsGivenUpAndTakenBack() throws Exception {
        Instant asked = Instant.now();
        // The writer went there when zone a lost its power.
        String experiment = fis.run(
                "aws:network:disrupt-connectivity",
                "Subnets",
                "aws:ec2:subnet",
                Map.of("duration", "PT5M", "scope", "all"),
                Map.of("role", "subnet-b"));

        await().atMost(SOON).until(() -> when("repointed", "postgres-1a").isAfter(asked));
        await().atMost(SOON).ignoreExceptions().until(() -> lab.isReserved(ready, 2));
        assertThat(answers("shop-1b-1")).isFalse();
        await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> when("rebuilding", "postgres-1b")
                .isBefore(asked));

        fis.stop(experiment);
        await().atMost(SOON).until(() -> when("redundant", "postgres-1b").isAfter(asked));
    }

    @Test
    @Order(6)
    void aStoppedTaskIsReplaced() throws Exception {
        long first = pid("shop-1b-1");

        fis.run("aws:ecs:stop-task", "Tasks", "aws:ecs:task", Map.of(), Map.of("name", "shop-1b-1"));

        await().atMost(SOON).until(() -> pid("shop-1b-1") != first && answers("shop-1b-1"));
    }

    @Test
    @Order(7)
    void aStrainedReplicaIsBusyUntilItMayRest() throws Exception {
        double idle = gauge("cpu");
        double free = gauge("memory");

        String cpu = stress("aws:ecs:task-cpu-stress", "100");
        String memory = stress("lab:memory:stress", "80");

        await().atMost(SOON).until(() -> gauge("cpu") > idle + 0.2);
        await().atMost(SOON).until(() -> gauge("memory") > 0.7);
        assertThat(free).isLessThan(0.6);
        assertThat(answers("shop-1a-1")).isTrue();
        fis.stop(cpu);
        fis.stop(memory);
        await().atMost(SOON).until(() -> gauge("cpu") < 0.2 && gauge("memory") < 0.6);
        assertThat(when("killed", "shop-1a-1")).isBefore(when("started", "shop-1a-1"));
    }

    @Test
    @Order(8)
    void aReplicaIsStressedOnlyWithItsToken() throws Exception {
        URI address =
                URI.create(ready.get("baseUrl").asText() + "/control/stress/x?cpu=100&workers=0&memory=0&millis=60000");
        HttpRequest question = HttpRequest.newBuilder(address)
                .header("X-Control-Token", "guess")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(question, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(9)
    void aPausedReplicaDoesNotOutliveTheLab() throws Exception {
        pause("shop-1b-1");
        await().atMost(SOON).until(() -> state("shop-1b-1").startsWith("T"));
        List<Long> family = lab.family();

        lab.process().destroyForcibly();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> ProcessExitCheck.stillThere(family).isEmpty());
    }

    private static String cutPower(String zone) {
        return fis.run(
                "aws:ec2:stop-instances",
                "Instances",
                "aws:ec2:instance",
                Map.of("startInstancesAfterDuration", "PT5M"),
                Map.of("role", "host-" + zone));
    }

    private static String pause(String replica) {
        return fis.run(
                "lab:process:pause", "Tasks", "aws:ecs:task", Map.of("duration", "PT5M"), Map.of("name", replica));
    }

    private static String stress(String action, String percent) {
        return fis.run(
                action,
                "Tasks",
                "aws:ecs:task",
                Map.of("duration", "PT5M", "percent", percent),
                Map.of("name", "shop-1a-1"));
    }

    /** Returns the stressed replica's own report. */
    private static double gauge(String name) throws IOException {
        String all = lab.header(ready, "name", "shop-1a-1", "/health", "X-Gauges");
        return Double.parseDouble(all.replaceFirst(".*" + name + "=([0-9.]+).*", "$1"));
    }

    /** Returns whether a replica answers by the link that the balancer reaches it by. */
    private static boolean answers(String replica) {
        return lab.answers(ready, "name", replica, "/health");
    }

    private static Stream<ProcessHandle> family(String part) {
        ProcessHandle top = process(part);
        return Stream.concat(Stream.of(top), top.descendants());
    }

    /** Returns the state of a part's process as {@code ps} reports it: T is stopped. */
    private static String state(String part) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid(part))).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
    }

    /** Returns when parts were started whose name shows that they are in a zone, after a moment. */
    private static List<Instant> startedIn(String zone, Instant after) throws IOException {
        return StartedLab.truth(ready).stream()
                .filter(line -> line.get("what").asText().equals("started"))
                .filter(line -> line.get("who").asText().contains("-" + zone))
                .map(LiveZonesTest::at)
                .filter(after::isBefore)
                .toList();
    }

    /** Returns when something last happened to a part; long ago if it never did. */
    private static Instant when(String what, String who) throws IOException {
        return StartedLab.truth(ready).stream()
                .filter(line -> line.get("what").asText().equals(what)
                        && line.get("who").asText().equals(who))
                .map(LiveZonesTest::at)
                .reduce(Instant.EPOCH, (earlier, later) -> later);
    }

    private static ProcessHandle process(String who) {
        return ProcessHandle.of(pid(who)).orElseThrow();
    }

    /** Returns the process last started under a name, which may have ended by now. */
    private static long pid(String who) {
        try {
            return StartedLab.truth(ready).stream()
                    .filter(line -> line.get("what").asText().equals("started")
                            && line.get("who").asText().equals(who))
                    .reduce((earlier, later) -> later)
                    .orElseThrow()
                    .get("pid")
                    .asLong();
        } catch (IOException e) {
            throw new AssertionError("no truth log", e);
        }
    }

    private static Instant at(JsonNode line) {
        return Instant.parse(line.get("at").asText());
    }
}
