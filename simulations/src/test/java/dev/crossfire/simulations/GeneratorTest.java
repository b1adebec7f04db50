package dev.crossfire.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.JsonLines;
import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.simulations.GeneratorProcess.Seen;
import dev.crossfire.simulations.resources.ResourceMonitor.ResourceUsage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The generator as a process, real Gatling in it, against a server that misbehaves on demand. */
@Timeout(60)
@Tag("live")
class GeneratorTest {
    private static final Duration STANDSTILL = Duration.ofMillis(800);
    private static final int USERS = EveryKindSimulation.USERS;

    @TempDir
    Path temp;

    private Path run;

    @BeforeEach
    void makeRunDirectory() throws IOException {
        run = Files.createDirectory(temp.resolve("run"));
    }

    @Test
    void recordsEveryRequestOfAStrangersSimulationOnce() throws Exception {
        try (PlantingServer server = new PlantingServer();
                Socket refusing = new Socket()) {
            refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Map<String, String> parameters =
                    Map.of("target", server.url(), "nobody", "http://127.0.0.1:" + refusing.getLocalPort());
            Load load = new Load(
                    EveryKindSimulation.class.getName(), parameters, Duration.ZERO, Duration.ofSeconds(20), List.of());
            try (GeneratorProcess generator = GeneratorProcess.of(config(load, "http://unused"))) {
                List<Population> populations =
                        generator.waitFor(GeneratorEvent.GeneratorReady.class).populations();
                assertThat(populations)
                        .filteredOn(population -> population.model() == ArrivalModel.CLOSED)
                        .extracting(Population::cohort)
                        .containsExactly("closed");
                assertThat(populations)
                        .filteredOn(Population::startsKnown)
                        .extracting(Population::cohort)
                        .containsExactlyInAnyOrder(
                                "ok", "slow", "500", "refused", "close", "timeout", "wrong", "grouped", "repeating");
                generator.send("start");
                GeneratorEvent.Finished finished = generator.waitFor(GeneratorEvent.Finished.class);
                assertThat(generator.exit()).as(generator.log()).isZero();
                List<Seen> seen = generator.requests();
                assertThat(finished.requests()).isEqualTo(seen.size());
                assertThat(finished.lost()).isZero();
                everyKindIsThereOnce(seen, server);
                intendedStartsAreTheSchedule(
                        seen, generator.waitFor(GeneratorEvent.Started.class).t0());
                nothingIsLeftBeside();
            }
        }
    }

    @Test
    void aClassForANewerJavaIsReportedWithTheNextStep() {
        assertThat(RunnerEnvironment.explain(new UnsupportedClassVersionError("class file version 99.0")))
                .contains("class file version 99.0", "this is Java", "JAVA_HOME");
        assertThat(RunnerEnvironment.explain(new NoSuchMethodError("x"))).contains("another version of a library");
    }

    private static void everyKindIsThereOnce(List<Seen> seen, PlantingServer server) {
        assertThat(of(seen, "ok"))
                .hasSize(USERS)
                .allMatch(one -> one.record().ok() && one.record().status() == 200);
        assertThat(of(seen, "slow"))
                .hasSize(USERS)
                .allMatch(one ->
                        one.record().ok() && one.record().responseMicros() >= PlantingServer.SLOW_MILLIS * 1000L);
        assertThat(of(seen, "500")).hasSize(USERS).allMatch(failed(500, "500"));
        assertThat(of(seen, "refused")).hasSize(USERS).allMatch(failed(0, "refused"));
        assertThat(of(seen, "close")).hasSize(USERS).allMatch(failed(0, "Premature"));
        assertThat(of(seen, "timeout")).hasSize(USERS).allMatch(failed(0, "timeout"));
        assertThat(of(seen, "wrong")).hasSize(USERS).allMatch(failed(200, "42"));
        assertThat(of(seen, "thinking"))
                .hasSize(USERS)
                .allMatch(one -> !one.record().intendedKnown() && one.record().lagMicros() == 0);
        // How many there are depends on the machine; that none is missing is shown below, by the server.
        assertThat(of(seen, "closed")).isNotEmpty().noneMatch(one -> one.record()
                .intendedKnown());
        assertThat(of(seen, "closed")).extracting(one -> one.record().user()).containsOnly(1, 2);
        assertThat(seen).noneMatch(one -> (one.record().flags() & RequestRecord.FLAG_ABORTED) != 0);
        for (String path : List.of("/ok", "/slow", "/500", "/close", "/hang", "/wrong")) {
            long recorded = seen.stream().filter(one -> one.path().equals(path)).count();
            assertThat(server.arrived(path)).as(path).isEqualTo(recorded);
        }
    }

    private static void intendedStartsAreTheSchedule(List<Seen> seen, long t0) {
        for (String kind : List.of("ok", "slow", "500", "refused", "close", "timeout", "wrong")) {
            assertThat(intendedMillis(of(seen, kind), t0))
                    .as(kind)
                    .containsExactlyElementsOf(
                            LongStream.range(0, USERS).map(i -> i * 100).boxed().toList());
        }
        assertThat(intendedMillis(
                        named(seen, "repeated").stream()
                                .filter(one -> one.record().intendedKnown())
                                .toList(),
                        t0))
                .as("the first request of each repetition is its user's first")
                .containsExactlyElementsOf(
                        LongStream.range(0, USERS).map(i -> i * 100).boxed().toList());
        assertThat(named(seen, "repeated")).hasSize(2 * USERS);
        assertThat(named(seen, "asked")).hasSize(USERS).noneMatch(one -> one.record()
                .intendedKnown());
        List<Seen> first = named(seen, "basket / first");
        // A ramp from 5 to 15 a second: 7 users evenly in its first second and 13, with what was left over, in its
        // next.
        assertThat(intendedMillis(first, t0)).hasSize(20).allMatch(millis -> millis >= 1000 && millis < 3000);
        assertThat(first).allMatch(one -> one.record().intendedKnown());
        assertThat(named(seen, "basket / second")).hasSize(20).noneMatch(one -> one.record()
                .intendedKnown());
        // Timers fire late, never early; a clock read in the same millisecond may hide one of it.
        assertThat(first).allMatch(one -> one.record().lagMicros() > -1000);
    }

    @Test
    void ticketOpenFollowsItsProfile() throws Exception {
        Spike spike = new Spike(Duration.ofMillis(500), new Rate(60), Duration.ofMillis(300), Duration.ofSeconds(1));
        Cohort browsers = new Cohort("browsers", new Rate(30), List.of());
        Cohort buyers = new Cohort("buyers", new Rate(10), List.of(spike));
        Load load = new Load(
                "TicketOpen",
                Map.of("event", "7"),
                Duration.ofMillis(1500),
                Duration.ofMillis(2500),
                List.of(browsers, buyers));
        try (PlantingServer server = new PlantingServer();
                GeneratorProcess generator = GeneratorProcess.of(config(load, server.url()))) {
            generator.waitFor(GeneratorEvent.GeneratorReady.class);
            generator.send("start");
            GeneratorEvent.Finished finished = generator.waitFor(GeneratorEvent.Finished.class);
            assertThat(generator.exit()).as(generator.log()).isZero();
            List<Seen> seen = generator.requests();
            long t0 = generator.waitFor(GeneratorEvent.Started.class).t0();
            assertThat(seen).allMatch(one -> one.record().ok());
            for (Cohort cohort : load.cohorts()) {
                List<Seen> first = of(seen, cohort.name()).stream()
                        .filter(one -> one.record().intendedKnown())
                        .toList();
                assertThat(intendedMillis(first, t0 - load.warmUp().toMillis() * 1000))
                        .as(cohort.name())
                        .containsExactlyElementsOf(arrivals(cohort, load));
            }
            assertThat(seen)
                    .allMatch(one -> (one.record().intendedMicros() < t0)
                            == ((one.record().flags() & RequestRecord.FLAG_WARM_UP) != 0));
            assertThat(server.arrivals).hasSize(seen.size());
            reservationsAreProper(server, of(seen, "buyers"));
            assertThat(finished.intendedKnown())
                    .isEqualTo(arrivals(browsers, load).size()
                            + arrivals(buyers, load).size());
            assertThat(finished.lag()).isNotNull();
            framesAddUp(generator, seen);
            theLedgerContainsTheAnswersToBuyers(server, seen, finished);
        }
    }

    private void theLedgerContainsTheAnswersToBuyers(
            PlantingServer server, List<Seen> seen, GeneratorEvent.Finished finished) throws IOException {
        List<ClientRecord> clientRecords = ledger();
        int buyers = named(seen, "reserve").size();
        assertThat(finished.ledger()).isEqualTo(new GeneratorEvent.LedgerCounts(2L * buyers, 0));
        List<ClientRecord> accepted = clientRecords.stream()
                .filter(one -> one.result() == WriteResult.ACKNOWLEDGED)
                .toList();
        assertThat(accepted).hasSize(buyers).allMatch(one -> one.id() != null);
        assertThat(accepted.stream().map(ClientRecord::key))
                .containsExactlyInAnyOrderElementsOf(server.arrivals.stream()
                        .filter(arrival -> arrival.method().equals("POST"))
                        .map(arrival -> arrival.headers().get("idempotency-key"))
                        .toList());
        assertThat(accepted.stream().map(ClientRecord::item)).allMatch(item -> item.matches("7/\\d+"));
        assertThat(clientRecords.stream().filter(one -> one.result() == WriteResult.SENT))
                .hasSize(buyers);
        long first = seen.stream()
                .mapToLong(one -> one.record().intendedMicros())
                .min()
                .orElseThrow();
        assertThat(clientRecords).allMatch(one -> one.at() >= first && one.at() < first + 60_000_000);
    }

    private List<ClientRecord> ledger() throws IOException {
        List<ClientRecord> clientRecords = JsonLines.readAll(run.resolve("ledger.client.jsonl"), ClientRecord.class);
        return clientRecords;
    }

    private static void reservationsAreProper(PlantingServer server, List<Seen> seen) {
        List<PlantingServer.Arrival> reservations = server.arrivals.stream()
                .filter(arrival -> arrival.method().equals("POST"))
                .toList();
        assertThat(reservations)
                .hasSize(named(seen, "reserve").size())
                .allMatch(arrival -> arrival.path().equals("/events/7/reservations"))
                .allMatch(arrival -> arrival.body().matches("\\{\"seat\":\\d+,\"buyer\":\"buyer-\\d+\"}"));
        assertThat(reservations.stream().map(one -> one.headers().get("idempotency-key")))
                .doesNotHaveDuplicates();
        // Buyers choose among a million seats at random: two choose the same in about one of 300 runs.
        assertThat(reservations).hasSizeGreaterThan(50);
        assertThat(reservations.stream()
                        .map(one -> one.body().replaceAll(".*seat\":(\\d+).*", "$1"))
                        .distinct())
                .hasSizeGreaterThan(reservations.size() - 3);
        long readBack = server.arrivals.stream()
                .filter(arrival -> arrival.path().matches("/orders/\\d+"))
                .count();
        assertThat(readBack)
                .isBetween(1L, reservations.size() / 3L)
                .isEqualTo(named(seen, "read order").size());
    }

    private void framesAddUp(GeneratorProcess generator, List<Seen> seen) throws IOException {
        List<GeneratorEvent.SecondEnded> live = generator.events(GeneratorEvent.SecondEnded.class);
        assertThat(live.get(0).second()).isEqualTo(-2);
        List<Frame> stored = JsonLines.readAll(run.resolve("frames.jsonl"), Frame.class);
        assertThat(sum(stored)).isEqualTo(seen.size());
        assertThat(stored).allMatch(frame -> frame.cohorts().values().stream()
                .allMatch(cohort -> cohort.histogram() != null && cohort.good() == cohort.done()));
        assertThat(stored.stream()
                        .flatMap(frame -> frame.cohorts().values().stream())
                        .mapToLong(Frame.CohortFrame::sent)
                        .sum())
                .isEqualTo(seen.size());
    }

    private static long sum(List<Frame> frames) {
        return frames.stream()
                .flatMap(frame -> frame.cohorts().values().stream())
                .mapToLong(Frame.CohortFrame::done)
                .sum();
    }

    @Test
    void stopsOnDemandAndReportsWhatItCutShort() throws Exception {
        try (PlantingServer server = new PlantingServer();
                GeneratorProcess generator = GeneratorProcess.of(config(hanging(), server.url()))) {
            generator.waitFor(GeneratorEvent.GeneratorReady.class);
            generator.send("start");
            await().until(() -> server.arrived("/events/hang") > 5
                    && of(generator.requests(), "buyers").size() > 20);
            // Counted before the stop: Gatling's client sends a request again whose kept-alive connection broke.
            int browsing = Math.toIntExact(server.arrived("/events/hang"));
            int reserving = Math.toIntExact(server.arrived("/events/hang/reservations"));
            generator.send("stop");
            GeneratorEvent.Finished finished = generator.waitFor(GeneratorEvent.Finished.class);
            assertThat(generator.exit()).as(generator.log()).isZero();
            List<Seen> seen = generator.requests();
            assertThat(finished.aborted()).isPositive();
            assertThat(of(seen, "browsers"))
                    .hasSizeGreaterThanOrEqualTo(browsing)
                    .allMatch(one -> !one.record().ok() && (one.record().flags() & RequestRecord.FLAG_ABORTED) != 0);
            assertThat(named(seen, "reserve"))
                    .hasSizeGreaterThanOrEqualTo(reserving)
                    .anyMatch(failed(0, "Premature"));
            assertThat(seen).hasSize(Math.toIntExact(finished.requests()));
            assertThat(ledger())
                    .anyMatch(one -> one.result() == WriteResult.UNKNOWN)
                    .hasSize((int) Objects.requireNonNull(finished.ledger()).entries());
        }
    }

    @Test
    void reportsItsVitalsAndThatItStoodStill() throws Exception {
        try (PlantingServer server = new PlantingServer();
                GeneratorProcess generator = GeneratorProcess.of(config(hanging(), server.url()))) {
            generator.waitFor(GeneratorEvent.GeneratorReady.class);
            generator.send("start");
            ResourceUsage first =
                    generator.waitFor(GeneratorEvent.ResourcesUsed.class).usage();
            assertThat(first.files()).isPositive().isLessThan(first.filesAllowed());
            assertThat(first.clockStepMillis()).isNull();
            generator.signal("STOP");
            try {
                await().pollDelay(STANDSTILL).until(() -> true);
            } finally {
                generator.signal("CONT");
            }
            await().until(() -> generator.events(GeneratorEvent.ResourcesUsed.class).stream()
                    .anyMatch(alive -> alive.usage().stalledMillis() > STANDSTILL.toMillis() / 2.0));
        }
    }

    @Test
    void endsWithItsParentAndKeepsWhatItSaw() throws Exception {
        try (PlantingServer server = new PlantingServer();
                GeneratorProcess generator = GeneratorProcess.of(config(hanging(), server.url()))) {
            generator.waitFor(GeneratorEvent.GeneratorReady.class);
            generator.send("start");
            await().until(() -> of(generator.requests(), "buyers").size() > 5);
            generator.abandon();
            generator.exit();
            assertThat(of(generator.requests(), "buyers")).hasSizeGreaterThan(5).anyMatch(one -> one.record()
                    .ok());
        }
    }

    @Test
    void losesNothingThatWasFlushedWhenKilled() throws Exception {
        try (PlantingServer server = new PlantingServer();
                GeneratorProcess generator = GeneratorProcess.of(config(hanging(), server.url()))) {
            generator.waitFor(GeneratorEvent.GeneratorReady.class);
            generator.send("start");
            await().until(() -> of(generator.requests(), "buyers").size() > 5);
            int before = generator.requests().size();
            generator.kill();
            generator.exit();
            assertThat(generator.requests()).hasSizeGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void aStopOnTheHeelsOfTheStartIsObeyed() throws Exception {
        try (PlantingServer server = new PlantingServer();
                GeneratorProcess generator = GeneratorProcess.of(config(hanging(), server.url()))) {
            generator.waitFor(GeneratorEvent.GeneratorReady.class);
            generator.send("start\nstop");
            generator.waitFor(GeneratorEvent.Finished.class);
            assertThat(generator.exit()).as(generator.log()).isZero();
        }
    }

    /** Buyers are answered, browsers hang. */
    private static Load hanging() {
        return new Load(
                "TicketOpen",
                Map.of("event", "hang"),
                Duration.ZERO,
                Duration.ofSeconds(30),
                List.of(
                        new Cohort("browsers", new Rate(10), List.of()),
                        new Cohort("buyers", new Rate(20), List.of())));
    }

    @Test
    void reportsWhyItCannotBegin() throws Exception {
        Load load = new Load("com.example.Missing", Map.of(), Duration.ZERO, Duration.ofSeconds(1), List.of());
        try (GeneratorProcess generator = GeneratorProcess.of(config(load, "http://unused"))) {
            assertThat(generator.waitFor(GeneratorEvent.GeneratorFailed.class).why())
                    .contains("com.example.Missing");
            assertThat(generator.exit()).isEqualTo(Generator.BROKEN);
        }
        Files.createFile(run.resolve("requests.bin"));
        Load present = new Load("TicketOpen", Map.of(), Duration.ZERO, Duration.ofSeconds(1), List.of());
        try (GeneratorProcess again = GeneratorProcess.of(config(present, "http://unused"))) {
            assertThat(again.waitFor(GeneratorEvent.GeneratorFailed.class).why())
                    .contains("requests.bin");
            assertThat(again.exit()).isEqualTo(Generator.BROKEN);
        }
    }

    private void nothingIsLeftBeside() throws IOException {
        try (var files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "requests.bin", "strings.jsonl", "frames.jsonl", "generator.log", "stderr");
        }
        assertThat(run.resolve("stderr")).isEmptyFile();
    }

    private GeneratorConfig config(Load load, String url) {
        return new GeneratorConfig(load, url, run.toString(), Map.of("buyers", Duration.ofSeconds(10)), 11);
    }

    private static List<Long> arrivals(Cohort cohort, Load load) {
        List<Long> millis = new ArrayList<>();
        Profile.of(cohort, load.warmUp(), load.duration())
                .arrivalMillis()
                .forEachRemaining((Long moment) -> millis.add(moment));
        return millis;
    }

    private static List<Seen> of(List<Seen> seen, String cohort) {
        return seen.stream().filter(one -> one.cohort().equals(cohort)).toList();
    }

    private static List<Seen> named(List<Seen> seen, String name) {
        return seen.stream().filter(one -> one.name().equals(name)).toList();
    }

    private static List<Long> intendedMillis(List<Seen> seen, long fromMicros) {
        return seen.stream()
                .map(one -> one.record().intendedMicros() - fromMicros)
                .peek(micros -> assertThat(micros % 1000).isZero())
                .map(micros -> micros / 1000)
                .sorted()
                .toList();
    }

    private static Predicate<Seen> failed(int status, String why) {
        return one -> !one.record().ok()
                && one.record().status() == status
                && one.error().contains(why);
    }
}
