package dev.crossfire.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.lab.process.Command;
import dev.crossfire.lab.process.ProcessExitCheck;
import dev.crossfire.testkit.starvation.TimingError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two whole labs side by side, broken for real; in order, because a lab takes seconds to start. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("live")
class LiveLabTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static StartedLab one;
    private static StartedLab other;
    private static JsonNode oneReady;
    private static JsonNode otherReady;

    @BeforeAll
    static void start() throws IOException {
        // As root the servers run as the user nobody, who must be able to pass.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        one = lab("one", "--ready-within=80s", "--rebuild-after=1s");
        other = lab("other", "--ready-within=80s");
        oneReady = one.ready();
        otherReady = other.ready();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    private static StartedLab lab(String name, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--dir", folder.resolve("labs").resolve(name).toString(), "--replicas-per-zone=1"));
        arguments.addAll(List.of(more));
        return new StartedLab(folder.resolve(name + ".err"), arguments.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void twoLabsSellSideBySide() throws Exception {
        assertThat(oneReady.get("event").asText()).isEqualTo("ready");
        assertThat(otherReady.get("baseUrl")).isNotEqualTo(oneReady.get("baseUrl"));

        // While both of them settle on two cores, a first order may be turned away in time; it is repeated by its key.
        await().atMost(SOON).until(() -> one.isReserved(oneReady, 1));
        await().atMost(SOON).until(() -> other.reserve(otherReady, 1).statusCode() == 201);
    }

    @Test
    @Order(2)
    void theReadyLineListsWhatCanBeBroken() {
        assertThat(oneReady.get("resources").findValuesAsText("type"))
                .contains(
                        "aws:rds:cluster",
                        "aws:rds:db",
                        "aws:zone",
                        "aws:ec2:instance",
                        "aws:ec2:subnet",
                        "aws:elasticache:replicationgroup",
                        "aws:ecs:task",
                        "lab:link");
        assertThat(oneReady.get("resources"))
                .extracting(part -> part.get("role").asText())
                .contains("ticketing-db", "ticketing-cache", "zone-a", "zone-b", "zone-c")
                .filteredOn("shop"::equals)
                .hasSize(3);
        assertThat(oneReady.get("resources"))
                .extracting(part -> part.get("role").asText())
                .contains(
                        "clients-to-balancer",
                        "balancer-to-shop",
                        "shop-to-database",
                        "shop-to-cache",
                        "primary-to-standby");
        assertThat(oneReady.get("zones").findValuesAsText("id")).containsExactly("lab1-az1", "lab1-az2", "lab1-az3");
    }

    @Test
    @Order(3)
    void otherUsersCannotReadALabsFilesOrUseItsFis() throws Exception {
        Path dir = Path.of(oneReady.get("dir").asText());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)))
                .matches("rwx--[-x]--[-x]");
        try (Stream<Path> all = Files.list(dir)) {
            assertThat(all.map(LiveLabTest::mode)).isNotEmpty().allMatch(mode -> mode.endsWith("------"));
        }
        assertThat(Files.readString(Path.of(oneReady.at("/fisCredentials/file").asText())))
                .contains(oneReady.at("/fisCredentials/secretAccessKey").asText())
                .contains("endpoint_url = " + oneReady.get("fis").asText());
        JsonNode mixedUp = ((ObjectNode) oneReady.deepCopy()).set("fisCredentials", otherReady.get("fisCredentials"));
        try (FisClientOfLab fis = new FisClientOfLab(mixedUp)) {
            assertThatThrownBy(() -> fis.client().listActions(all -> {})).hasMessageContaining("security token");
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(3)
    void aFailoverByFisKillsTheWriterWhichIsNoticedReplacedAndMadeAReader() throws Exception {
        // Where no processor is free for seconds, the pair takes its writer for dead.
        TimingError.unless(() ->
                assertThat(answer("SELECT current_setting('cluster_name')")).isEqualTo("lab-1a"));
        assertThat(answer("SELECT sync_state FROM pg_stat_replication")).isEqualTo("sync");

        Instant killed = Instant.now();
        try (FisClientOfLab fis = new FisClientOfLab(oneReady)) {
            String experiment = fis.run(
                    "aws:rds:failover-db-cluster",
                    "Clusters",
                    "aws:rds:cluster",
                    Map.of(),
                    Map.of("role", "ticketing-db"));
            await().atMost(SOON).until(() -> fis.state(experiment).equals("completed"));
        }

        await().atMost(SOON).until(() -> when("repointed", "postgres-1b").isAfter(killed));

        await().atMost(SOON).ignoreExceptions().until(() -> one.isReserved(oneReady, 2));
        assertThat(answer("SELECT current_setting('cluster_name')")).isEqualTo("lab-1b");
        assertThat(answer("SELECT count(*) FROM orders WHERE seat = 1")).isEqualTo("1");

        await().atMost(SOON).until(() -> when("redundant", "postgres-1a").isAfter(killed));
        assertThat(answer("SELECT sync_state FROM pg_stat_replication")).isEqualTo("sync");
        assertThat(List.of(
                        when("killed", "postgres-1a"),
                        when("declared-dead", "postgres-1a"),
                        when("fenced", "postgres-1a"),
                        when("promoted", "postgres-1b"),
                        when("repointed", "postgres-1b"),
                        when("rebuilding", "postgres-1a"),
                        when("redundant", "postgres-1a")))
                .isSorted()
                .allMatch(killed::isBefore);
        // Three probes, half a second apart, the first of which may come at once.
        assertThat(Duration.between(killed, when("declared-dead", "postgres-1a")))
                .isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    @Order(4)
    void aCommitsOwnTimeCanBeRead() throws Exception {
        Instant before = Instant.now();
        assertThat(one.reserve(oneReady, 3).statusCode()).isEqualTo(201);

        String at = answer("SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin)) FROM orders WHERE seat = 3");

        long millis = new BigDecimal(at).movePointRight(3).longValue();
        assertThat(Instant.ofEpochMilli(millis)).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    @Order(5)
    void aReplicaThatDiesComesBack() throws Exception {
        ProcessHandle first = process(oneReady, "shop-1c-1");

        first.destroyForcibly();

        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> process(oneReady, "shop-1c-1").pid() != first.pid());
    }

    @Test
    @Order(6)
    void aReaderThatDiesHoldsCommitsUpOnlyUntilItIsNoticed() throws Exception {
        Instant killed = Instant.now();
        process(oneReady, "postgres-1a").destroyForcibly();

        await().atMost(SOON).ignoreExceptions().until(() -> one.isReserved(oneReady, 4));
        // What is left of the reader may confirm a last commit before it ends.
        await().atMost(SOON).until(() -> when("alone", "postgres-1b").isAfter(killed));
        assertThat(rebooted("lab-1a")).isEqualTo("failed");

        await().atMost(SOON).until(() -> when("redundant", "postgres-1a").isAfter(killed));
    }

    @Test
    @Order(7)
    void aRebootWithoutFailoverLeavesTheRolesAlone() throws Exception {
        Instant asked = Instant.now();
        assertThat(rebooted("lab-1b")).isEqualTo("completed");

        await().atMost(SOON).until(() -> when("restarted", "postgres-1b").isAfter(asked));
        await().atMost(SOON).ignoreExceptions().until(() -> one.isReserved(oneReady, 5));
        assertThat(answer("SELECT current_setting('cluster_name')")).isEqualTo("lab-1b");
        assertThat(when("promoted", "postgres-1a")).isBefore(asked);
    }

    @Test
    @Order(8)
    void theEndOfItsInputStopsALabAndOnlyThatOne() throws Exception {
        List<Long> family = other.family();
        assertThat(family).hasSizeGreaterThan(10);

        other.endInput();

        assertThat(other.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.process().exitValue()).isZero();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> ProcessExitCheck.stillThere(family).isEmpty());
        assertThat(folder.resolve("labs/other")).doesNotExist();
        assertThat(one.get(oneReady, "/events/42").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(9)
    void nothingOutlivesAKilledSupervisorNotEvenWhatIsStopped() throws Exception {
        List<Long> family = one.family();
        Path log = folder.resolve("signals.log");
        for (String part : List.of("shop-1a-1", "postgres-1b")) {
            Command.signal("STOP", process(oneReady, part).pid(), log);
            for (ProcessHandle backend : process(oneReady, part).children().toList()) {
                Command.signal("STOP", backend.pid(), log);
            }
        }

        one.process().destroyForcibly();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> ProcessExitCheck.stillThere(family).isEmpty());
    }

    @Test
    @Order(10)
    void theNextLabRemovesADeadOnesFolderAndNamesThePartThatWasNotReady() throws Exception {
        assertThat(folder.resolve("labs/one")).exists();
        try (StartedLab hurried = lab("hurried", "--ready-within=1s")) {
            JsonNode line = hurried.line();

            assertThat(line.get("event").asText()).isEqualTo("failed");
            assertThat(line.get("part").asText()).isNotEmpty();
            assertThat(hurried.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(hurried.process().exitValue()).isEqualTo(4);
        }
        assertThat(folder.resolve("labs")).isEmptyDirectory();
    }

    @Test
    @Order(11)
    void badUsageIsExitCodeTwo() throws Exception {
        try (StartedLab wrong = lab("wrong", "--replication=maybe")) {
            assertThat(wrong.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(wrong.process().exitValue()).isEqualTo(2);
        }
        assertThat(folder.resolve("wrong.err")).content().contains("expected sync or async");
    }

    /** What an experiment comes to that reboots a zone's database. */
    private static String rebooted(String zone) {
        try (FisClientOfLab fis = new FisClientOfLab(oneReady)) {
            String experiment = fis.run(
                    "aws:rds:reboot-db-instances",
                    "DBInstances",
                    "aws:rds:db",
                    Map.of("forceFailover", "false"),
                    Map.of("role", "ticketing-db-instance", "zone", zone));
            return await().atMost(SOON).until(() -> fis.state(experiment), state -> List.of("completed", "failed")
                    .contains(state));
        }
    }

    private static String answer(String query) throws SQLException {
        try (Connection session = StartedLab.observe(oneReady);
                Statement sql = session.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private static Instant when(String what, String who) throws IOException {
        return StartedLab.when(oneReady, what, who);
    }

    private static ProcessHandle process(JsonNode ready, String who) throws IOException {
        return StartedLab.process(ready, who);
    }
}
