package dev.crossfire.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.lab.process.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.ValidationException;

/** A lab whose cache is broken for real, through the stock AWS client, and what stops that. */
@Tag("live")
class LiveCacheTest {
    /** A sentinel that a full machine holds up for two seconds promotes nothing for thirty: Redis calls it TILT. */
    private static final Duration SOON = Duration.ofSeconds(90);

    private static final Map<String, String> LONG = Map.of("duration", "PT10M");

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
                folder.resolve("lab.err"),
                "--dir",
                folder.resolve("labs").resolve("cache").toString(),
                "--replicas-per-zone=1",
                "--probe-interval=200ms",
                "--ready-within=80s");
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

    /** A test that failed must not make those after it fail too. */
    @AfterEach
    void nothingRuns() {
        for (ExperimentSummary left :
                fis.client().listExperimentsPaginator(r -> {}).experiments()) {
            if (List.of("initiating", "running").contains(left.state().statusAsString())) {
                stopAndAwait(left.id());
            }
        }
    }

    @BeforeEach
    void theGroupIsIntact() {
        await().atMost(SOON).ignoreExceptionsInstanceOf(JedisException.class).until(() -> {
            try (Jedis session = connect()) {
                return session.info("replication").contains("state=online");
            }
        });
    }

    @Test
    void withoutTheLoginACacheAnswersProbesAndNothingElse() throws Exception {
        remember("seat", "11");
        int port = URI.create(ready.at("/cache/url").asText()).getPort();
        try (Jedis stranger = connect(port, DefaultJedisClientConfig.builder())) {
            assertThat(stranger.ping()).isEqualTo("PONG");
            assertThat(stranger.info("server")).contains("run_id");
            assertRefused(() -> stranger.get("seat"));
            assertRefused(stranger::flushAll);
            assertRefused(() -> stranger.replicaof("127.0.0.1", 1));
            assertRefused(() -> stranger.configSet("maxmemory", "1mb"));
        }
        try (Jedis stranger = connect(sentinelPort(), DefaultJedisClientConfig.builder())) {
            assertThat(stranger.ping()).isEqualTo("PONG");
            assertRefused(() -> stranger.sentinelFailover("ticketing-cache"));
            assertRefused(() -> stranger.sentinelRemove("ticketing-cache"));
        }
        assertThat(recalled("seat")).isEqualTo("11");
    }

    @Test
    void theCachesPasswordIsInNoCommandLineAndNoFileOfOthers() throws Exception {
        String password = ready.at("/cache/password").asText();
        assertThat(password).hasSize(32);
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().arguments().stream())
                        .flatMap(Stream::of))
                .isNotEmpty()
                .noneMatch(argument -> argument.contains(password));
        for (String server : List.of("redis-1a", "redis-1c", "redis-sentinel")) {
            Path own = Path.of(ready.get("dir").asText(), server);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                    .isEqualTo("rwx------");
            assertThat(Files.readString(own.resolve("redis.conf"))).contains(password);
        }
    }

    private static void assertRefused(ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOf(JedisException.class).hasMessageContaining("NOPERM");
    }

    private static int sentinelPort() throws IOException {
        return Files.readAllLines(Path.of(ready.get("dir").asText(), "redis-sentinel", "redis.conf")).stream()
                .filter(line -> line.startsWith("port "))
                .mapToInt(line -> Integer.parseInt(line.substring("port ".length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFailoverIsNoticedAndTheReplicaServesWhatThePrimaryKnew() throws Exception {
        String before = runId();
        String dies = primary();
        String takesOver = other(dies);
        Instant asked = Instant.now();
        remember("seat", "12");

        failOver();

        await().atMost(SOON).ignoreExceptionsInstanceOf(JedisException.class).until(() -> !runId().equals(before));
        assertThat(recalled("seat")).isEqualTo("12");
        assertThat(StartedLab.when(ready, "killed", dies)).isAfter(asked);
        // Three probes, a fifth of a second apart.
        assertThat(StartedLab.when(ready, "promoted", takesOver))
                .isAfter(StartedLab.when(ready, "killed", dies).plusMillis(500));
        assertThat(StartedLab.when(ready, "repointed", takesOver)).isAfter(asked);
        assertThat(primary()).isEqualTo(takesOver);
        await().atMost(SOON).until(() -> StartedLab.when(ready, "started", dies).isAfter(asked));
    }

    @Test
    @Tag("acceptance")
    void aGroupWithoutItsReplicaRefusesToFailOver() throws Exception {
        String replica = other(primary());
        String dark = fis.breakCache(
                "aws:elasticache:replicationgroup-interrupt-az-power",
                LONG,
                Map.of("availabilityZoneIdentifier", zone(replica)));
        await().atMost(SOON).until(() -> connectedReplicas() == 0);

        String experiment = fis.breakCache("lab:cache:failover", Map.of(), Map.of());

        await().atMost(SOON).until(() -> fis.state(experiment).equals("failed"));
        assertThat(fis.reason(experiment)).contains("no replica that could take over");
        stopAndAwait(dark);
    }

    @Test
    @Tag("acceptance")
    void powerThatFailsInThePrimarysZoneMovesThePrimaryAndKeepsTheOldOneDown() throws Exception {
        String dies = primary();
        String before = runId();
        Instant asked = Instant.now();

        String dark = fis.breakCache(
                "aws:elasticache:replicationgroup-interrupt-az-power",
                LONG,
                Map.of("availabilityZoneIdentifier", zone(dies)));

        await().atMost(SOON).ignoreExceptionsInstanceOf(JedisException.class).until(() -> !runId().equals(before));
        assertThat(primary()).isEqualTo(other(dies));
        assertThat(StartedLab.when(ready, "started", dies)).isBefore(asked);
        assertThat(connectedReplicas()).isZero();
        stopAndAwait(dark);
        await().atMost(SOON).until(() -> StartedLab.when(ready, "started", dies).isAfter(asked));
    }

    @Test
    @Tag("acceptance")
    void aPrimaryThatIsCutOffIsReplacedAndComesBackAsAReplica() throws Exception {
        String cutOff = primary();
        String before = runId();
        remember("seat", "15");

        String experiment = fis.run(
                "aws:network:disrupt-connectivity",
                "Subnets",
                "aws:ec2:subnet",
                Map.of("duration", "PT10M", "scope", "all"),
                Map.of("role", "subnet-" + cutOff.charAt(cutOff.length() - 1)));

        await().atMost(SOON).ignoreExceptionsInstanceOf(JedisException.class).until(() -> !runId().equals(before));
        assertThat(primary()).isEqualTo(other(cutOff));
        assertThat(recalled("seat")).isEqualTo("15");
        stopAndAwait(experiment);
        await().atMost(SOON).until(() -> connectedReplicas() == 1);
        // It serves again only where it was promoted again, as by a sentinel that a busy machine kept from its new
        // primary.
        await().atMost(SOON).until(() -> runId().equals(before) == primary().equals(cutOff));
    }

    @Test
    void aLostCacheStaysLostWhileTheShopServesAndComesBackEmpty() throws Exception {
        remember("seat", "13");

        String experiment = fis.breakCache("lab:cache:kill", LONG, Map.of());

        await().atMost(SOON).until(() -> !answers());
        // The balancer has no replica while checks of health are late, as after the zone loss of the test before.
        await().atMost(SOON).untilAsserted(() -> {
            HttpResponse<String> event = lab.get(ready, "/events/42");
            assertThat(event.statusCode()).as(event.body()).isEqualTo(200);
        });
        assertThat(answers()).isFalse();
        stopAndAwait(experiment);
        await().atMost(SOON).until(LiveCacheTest::answers);
        assertThat(recalled("seat")).isNull();
    }

    @Test
    void aFlushedCacheIsThereAgainAtOnceAndEmpty() {
        String before = runId();
        remember("seat", "14");

        String experiment = fis.breakCache("lab:cache:flush", Map.of(), Map.of());

        await().atMost(SOON).ignoreExceptionsInstanceOf(JedisException.class).until(() -> !runId().equals(before));
        assertThat(recalled("seat")).isNull();
        assertThat(fis.state(experiment)).isEqualTo("completed");
    }

    @Test
    @Tag("acceptance")
    void aLostSentinelIsNotMissedAndWatchesAgain() throws Exception {
        StartedLab.process(ready, "redis-sentinel").destroyForcibly();
        Instant killed = Instant.now();
        await().atMost(SOON)
                .until(() -> StartedLab.when(ready, "started", "redis-sentinel").isAfter(killed));
        String before = runId();

        failOver();

        await().atMost(SOON).ignoreExceptionsInstanceOf(JedisException.class).until(() -> !runId().equals(before));
    }

    @Test
    @Tag("acceptance")
    void aFiringAlarmStopsItsExperimentInTheLab() throws Exception {
        String alarm = alarm("ticketing-replicas");
        assertHolds("OK", alarm);
        String experiment = fis.breakCache("lab:cache:kill", LONG, Map.of(), alarm, alarm("ticketing-errors"));
        await().atMost(SOON).until(() -> !answers());
        assertThat(fis.state(experiment)).isEqualTo("running");

        long balancer = StartedLab.process(ready, "balancer").pid();
        Command.signal("STOP", balancer, folder.resolve("signals.log"));
        try {
            await().atMost(SOON).until(() -> fis.state(experiment).equals("stopped"));
            assertThat(fis.reason(experiment)).contains(alarm);
            await().atMost(SOON).until(LiveCacheTest::answers);
            assertHolds("ALARM", alarm);
        } finally {
            Command.signal("CONT", balancer, folder.resolve("signals.log"));
        }
        assertHolds("OK", alarm);
    }

    @Test
    @Tag("acceptance")
    void theSafetyLeverEndsWhatIsBrokenAndLetsNothingBegin() {
        String experiment = fis.breakCache("lab:cache:kill", LONG, Map.of());
        await().atMost(SOON).until(() -> !answers());

        pull("engaged");
        try {
            await().atMost(SOON).until(() -> fis.state(experiment).equals("stopped"));
            await().atMost(SOON).until(LiveCacheTest::answers);
            assertThat(fis.state(fis.breakCache("lab:cache:kill", LONG, Map.of())))
                    .isEqualTo("cancelled");
            // A cache that was broken after all would not answer for much longer.
            await().atMost(SOON).until(LiveCacheTest::answers);
        } finally {
            pull("disengaged");
        }
        assertHolds("OK", alarm("ticketing-replicas"));
    }

    @Test
    @Tag("acceptance")
    void theStockCommandLineDrivesAnExperiment() throws Exception {
        Optional<Path> program = AwsCli.installed();
        assumeTrue(
                program.isPresent(),
                "skipped: the AWS command line is neither on the PATH nor named by CROSSFIRE_AWS_CLI, so it was not"
                        + " tried against the lab");
        AwsCli aws = new AwsCli(program.get(), ready);
        assertThat(aws.run("list-actions").get("actions").findValuesAsText("id"))
                .contains("lab:cache:kill", "aws:cloudwatch:assert-alarm-state");

        String template = aws.run(
                        "create-experiment-template",
                        "--description=by hand",
                        "--role-arn=arn:aws:iam::000000000000:role/lab",
                        "--stop-conditions=source=aws:cloudwatch:alarm,value=" + alarm("ticketing-replicas"),
                        "--targets",
                        "{\"cache\":{\"resourceType\":\"aws:elasticache:replicationgroup\",\"selectionMode\":\"ALL\","
                                + "\"resourceTags\":{\"role\":\"ticketing-cache\"}}}",
                        "--actions",
                        "{\"kill\":{\"actionId\":\"lab:cache:kill\",\"parameters\":{\"duration\":\"PT10M\"},"
                                + "\"targets\":{\"ReplicationGroups\":\"cache\"}}}")
                .at("/experimentTemplate/id")
                .asText();
        String experiment = aws.run("start-experiment", "--experiment-template-id", template)
                .at("/experiment/id")
                .asText();
        await().atMost(SOON).until(() -> !answers());

        aws.run("stop-experiment", "--id", experiment);

        await().atMost(SOON).until(LiveCacheTest::answers);
        assertThat(aws.run("get-experiment", "--id", experiment)
                        .at("/experiment/state/status")
                        .asText())
                .isEqualTo("stopped");
        assertThat(aws.refusal(
                        "create-target-account-configuration",
                        "--experiment-template-id=" + template,
                        "--account-id=210987654321",
                        "--role-arn=arn:aws:iam::210987654321:role/other"))
                .contains("ValidationException", "single-account");
    }

    @Test
    void otherAccountsAreRefused() {
        String template = fis.client().listExperimentTemplates(r -> {}).experimentTemplates().stream()
                .findFirst()
                .map(found -> found.id())
                .orElseGet(() -> fis.client()
                        .getExperiment(r -> r.id(fis.run("aws:fis:wait", Map.of("duration", "PT1S"))))
                        .experiment()
                        .experimentTemplateId());

        assertThatThrownBy(() -> fis.client().createTargetAccountConfiguration(r -> r.experimentTemplateId(template)
                        .accountId("210987654321")
                        .roleArn("arn:aws:iam::210987654321:role/other")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("single-account");
        assertThatThrownBy(() -> fis.client().getTargetAccountConfiguration(r -> r.experimentTemplateId(template)
                        .accountId("210987654321")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    /** It is refused for as long as the sentinel has not seen the replica in step. */
    private static void failOver() {
        await().atMost(SOON).until(() -> {
            String experiment = fis.breakCache("lab:cache:failover", Map.of(), Map.of());
            await().atMost(SOON).until(() -> fis.state(experiment).matches("completed|failed"));
            return fis.state(experiment).equals("completed");
        });
    }

    private static void assertHolds(String state, String alarm) {
        await().atMost(SOON).until(() -> {
            String check =
                    fis.run("aws:cloudwatch:assert-alarm-state", Map.of("alarmArns", alarm, "alarmStates", state));
            await().atMost(SOON).until(() -> fis.state(check).matches("completed|failed"));
            return fis.state(check).equals("completed");
        });
    }

    private static void pull(String position) {
        fis.client().updateSafetyLeverState(r -> r.id("default")
                .state(s -> s.status(position).reason("a test")));
    }

    private static void stopAndAwait(String experiment) {
        fis.client().stopExperiment(r -> r.id(experiment));
        await().atMost(SOON).until(() -> fis.state(experiment).equals("stopped"));
    }

    private static String alarm(String name) {
        return StreamSupport.stream(ready.get("alarms").spliterator(), false)
                .filter(alarm -> alarm.get("name").asText().equals(name))
                .map(alarm -> alarm.get("arn").asText())
                .findFirst()
                .orElseThrow();
    }

    private static Jedis connect() {
        JsonNode access = ready.get("cache");
        return connect(
                URI.create(access.get("url").asText()).getPort(),
                DefaultJedisClientConfig.builder()
                        .user(access.get("user").asText())
                        .password(access.get("password").asText()));
    }

    private static Jedis connect(int port, DefaultJedisClientConfig.Builder login) {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                login.timeoutMillis(1_000).serverDefaultProtocol().build());
    }

    private static boolean answers() {
        try (Jedis session = connect()) {
            return session.ping().equals("PONG");
        } catch (JedisException e) {
            return false;
        }
    }

    private static String runId() {
        return fact("server", "run_id");
    }

    private static int connectedReplicas() {
        return Integer.parseInt(fact("replication", "connected_slaves"));
    }

    private static String fact(String section, String name) {
        try (Jedis session = connect()) {
            return session.info(section)
                    .lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Both servers know it when this returns. */
    private static void remember(String key, String value) {
        try (Jedis session = connect()) {
            session.set(key, value);
            assertThat(session.waitReplicas(1, 5_000)).isEqualTo(1);
        }
    }

    private static String recalled(String key) {
        try (Jedis session = connect()) {
            return session.get(key);
        }
    }

    /** Returns who serves now: the one whose process was promoted last, or the first. */
    private static String primary() throws IOException {
        return StartedLab.when(ready, "promoted", "redis-1a").isAfter(StartedLab.when(ready, "promoted", "redis-1c"))
                ? "redis-1a"
                : "redis-1c";
    }

    private static String other(String server) {
        return server.equals("redis-1a") ? "redis-1c" : "redis-1a";
    }

    private static String zone(String server) {
        return "lab-" + server.substring("redis-".length());
    }
}
