package dev.crossfire.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.Start.FaultMoment;
import dev.crossfire.model.Target;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceRoundTripTest {
    record Slow(Duration by, Ratio jitter) implements FaultSettings {}

    record Quick(@Nullable String cohort, PhaseRef phase, Duration atMost) implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost);
        }
    }

    private static final SettingsTypes TYPES = new SettingsTypes() {
        @Override
        public Optional<Class<? extends FaultSettings>> ofFault(String kind) {
            return kind.equals("slow") ? Optional.of(Slow.class) : Optional.empty();
        }

        @Override
        public Optional<Class<? extends ObjectiveSettings>> ofObjective(String kind) {
            return kind.equals("quick") ? Optional.of(Quick.class) : Optional.empty();
        }
    };

    @TempDir
    Path directory;

    @Test
    void aPlanComesBackAsItWasWritten() throws IOException {
        Plan plan = plan();
        String written = Json.pretty(plan);
        assertThat(Json.readPlan(written, TYPES)).isEqualTo(plan);
        assertThat(written).contains("\"phase\" : \"after db-slow\"").doesNotContain("\"target\"");
    }

    @Test
    void aPlanWithAnUnknownKindIsRefusedWithItsName() {
        String written = Json.pretty(plan()).replace("\"slow\"", "\"slaw\"");
        assertThatThrownBy(() -> Json.readPlan(written, TYPES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fault kind 'slaw'");
    }

    @Test
    void aJournalComesBackUpToItsLastWholeLine() throws IOException {
        Path file = directory.resolve("journal.jsonl");
        Instant at = Instant.parse("2026-11-20T08:00:00.123456Z");
        List<JournalEvent> events = List.of(
                new JournalEvent.RunStarted(at, "r1", 7),
                new JournalEvent.FaultIntended(at, "f", "slow", List.of("arn"), Map.of("token", "t")),
                new JournalEvent.LoadEnded(at, 3, null));
        try (Journal journal = new Journal(file)) {
            for (JournalEvent event : events) {
                journal.append(event);
            }
        }
        Files.writeString(file, "{\"event\":\"run-en", StandardOpenOption.APPEND);
        assertThat(Journal.read(file)).isEqualTo(events);
        assertThatThrownBy(() -> new Journal(file)).isInstanceOf(IOException.class);
    }

    @Test
    void aStoppedThreadStillWritesDownWhatItDid() throws IOException {
        Path file = directory.resolve("journal.jsonl");
        Instant at = Instant.parse("2026-11-20T08:00:00Z");
        try (Journal journal = new Journal(file)) {
            Thread.currentThread().interrupt();
            journal.append(new JournalEvent.Aborted(at, "stopped"));
            assertThat(Thread.interrupted()).isTrue();
            journal.append(new JournalEvent.HealEnded(at, "f", true, "gone"));
        }
        assertThat(Journal.read(file)).hasSize(2);
    }

    @Test
    void requestsComeBackUpToTheLastWholeOne() throws IOException {
        RunDirectory run = new RunDirectory(directory, TYPES);
        List<RequestRecord> written = new ArrayList<>();
        try (RequestWriter writer = new RequestWriter(run.requestsFile(), run.stringsFile())) {
            int cohort = writer.idOf("buyers");
            int name = writer.idOf("reserve");
            for (int i = 0; i < 100_000; i++) {
                RequestRecord request = new RequestRecord(
                        1_795_000_000_000_000L + i, i % 7 - 3, i, cohort, name, 503, i % 16, i % 2 == 0 ? 0 : name);
                written.add(request);
                writer.write(request);
            }
        }
        List<RequestRecord> read = new ArrayList<>();
        assertThat(run.requests().forEach(read::add)).isEqualTo(new RequestSource.RequestIntegrity(100_000, -1));
        assertThat(read).isEqualTo(written);
        assertThat(run.requests().strings().text(1)).isEqualTo("buyers");

        long size = Files.size(run.requestsFile());
        assertThat(size).as("one slot in 128 is a checksum").isEqualTo(16 + 32 * (100_000L + 100_000 / 127 + 1));
        Files.write(run.requestsFile(), new byte[13], StandardOpenOption.APPEND);
        assertThat(run.requests().forEach(request -> {}))
                .isEqualTo(new RequestSource.RequestIntegrity(100_000, size, 13, true));
    }

    @Test
    void aRecordWithOneWrongBitIsNotRead() throws IOException {
        RunDirectory run = new RunDirectory(directory, TYPES);
        try (RequestWriter writer = new RequestWriter(run.requestsFile(), run.stringsFile())) {
            for (int i = 0; i < 3; i++) {
                writer.write(new RequestRecord(i, 0, 1, 1, 1, 200, RequestRecord.FLAG_OK, 0));
            }
        }
        byte[] bytes = Files.readAllBytes(run.requestsFile());
        bytes[16 + 32 + 9] ^= 4;
        Files.write(run.requestsFile(), bytes);
        assertThat(run.requests().forEach(request -> {}))
                .isEqualTo(new RequestSource.RequestIntegrity(1, 48, 96, false));
    }

    /** At whatever byte a writer was killed, whole records are read, and the rest is reported with its place. */
    @Test
    void aFileCutAtAnyByteIsReadUpToItsLastWholeRecord() throws IOException {
        RunDirectory run = new RunDirectory(directory, TYPES);
        try (RequestWriter writer = new RequestWriter(run.requestsFile(), run.stringsFile())) {
            writer.write(new RequestRecord(1, 0, 1, writer.idOf("buyers"), 1, 200, RequestRecord.FLAG_OK, 0));
            writer.write(new RequestRecord(2, 0, 1, 1, 1, 200, RequestRecord.FLAG_OK, 0));
        }
        byte[] whole = Files.readAllBytes(run.requestsFile());
        for (int length = 0; length <= whole.length; length++) {
            Files.write(run.requestsFile(), Arrays.copyOf(whole, length));
            int records = Math.min(2, Math.max(0, (length - 16) / 32));
            RequestSource.RequestIntegrity integrity = run.requests().forEach(request -> {});
            assertThat(integrity.records()).as("%d bytes", length).isEqualTo(records);
            boolean complete = length >= 16 && (length - 16) % 32 == 0;
            assertThat(integrity.ended()).as("%d bytes", length).isEqualTo(length == whole.length);
            long cut = length < 16 ? 0 : 16 + 32L * records;
            assertThat(integrity.truncatedAtByte()).as("%d bytes", length).isEqualTo(complete ? -1 : cut);
            assertThat(integrity.damage().orElse(""))
                    .as("%d bytes", length)
                    .isEqualTo(
                            complete
                                    ? ""
                                    : "the record of requests ends in the middle of one, at byte " + cut + "; "
                                            + records + " whole ones lie before it");
        }
    }

    @Test
    void aDamagedRecordIsReportedWithItsPlaceAndWithWhatWasNotRead() throws IOException {
        RunDirectory run = new RunDirectory(directory, TYPES);
        try (RequestWriter writer = new RequestWriter(run.requestsFile(), run.stringsFile())) {
            for (int i = 0; i < 5; i++) {
                writer.write(new RequestRecord(i, 0, 1, 1, 1, 200, RequestRecord.FLAG_OK, 0));
            }
        }
        byte[] bytes = Files.readAllBytes(run.requestsFile());
        bytes[16 + 2 * 32 + 5] ^= 1;
        Files.write(run.requestsFile(), bytes);
        assertThat(run.requests().forEach(request -> {}).damage())
                .hasValue("the record of requests is damaged at byte 80, and the 128 bytes from there on were not read;"
                        + " 2 whole ones lie before it");
        bytes[3] ^= 1;
        Files.write(run.requestsFile(), bytes);
        assertThatThrownBy(() -> run.requests().forEach(request -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("requests.bin is damaged at byte 3, or another version of Crossfire wrote it");
    }

    @Test
    void aRunThatEndedBeforeItRecordedAnythingHasNoRequests() throws IOException {
        RunDirectory run = new RunDirectory(directory, TYPES);
        assertThat(run.requests().forEach(request -> {})).isEqualTo(new RequestSource.RequestIntegrity(0, -1));
        Files.write(run.requestsFile(), RequestCodec.header());
        assertThatThrownBy(run::requests)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("strings.jsonl is missing");
    }

    @Test
    void aDamagedJournalIsReportedWithItsPlace() throws IOException {
        Path file = directory.resolve("journal.jsonl");
        Instant at = Instant.parse("2026-11-20T08:00:00Z");
        try (Journal journal = new Journal(file)) {
            journal.append(new JournalEvent.RunStarted(at, "r1", 7));
            journal.append(new JournalEvent.RunEnded(at));
        }
        Files.writeString(file, Files.readString(file).replaceFirst("run-started", "run-st\u009brted"));
        assertThatThrownBy(() -> Journal.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal.jsonl is damaged at byte 0: the line there does not match its checksum")
                .hasMessageNotContaining("\u009b");
    }

    private static Plan plan() {
        FaultSpec fault = new FaultSpec(
                "db-slow",
                "slow",
                "db",
                new TargetSelection.All(),
                new Start.After("other", FaultMoment.CLEARED, Duration.ofSeconds(10)),
                null,
                new Slow(Duration.ofMillis(1500), Ratio.parse("12.5%")));
        Scenario scenario = new Scenario(
                "s",
                "t",
                new Load(
                        "TicketOpen",
                        Map.of("event", "42"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(90),
                        List.of(new Cohort(
                                "buyers",
                                Rate.parse("20/s"),
                                List.of(new Spike(
                                        Duration.ofSeconds(15),
                                        Rate.parse("400/s"),
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(50)))))),
                Map.of("buyers", new HealthCriteria(Duration.ofSeconds(1), Ratio.parse("99%"), Duration.ofSeconds(10))),
                Duration.ofSeconds(5),
                List.of(fault),
                List.of(new ObjectiveSpec(
                        "o", "quick", new Quick("buyers", PhaseRef.parse("after db-slow"), Duration.ofMillis(300)))));
        Target target = new Target("db", "aws:rds:cluster", "arn", null, Set.of(Capability.FAILOVER), Map.of("a", "b"));
        return new Plan(
                Plan.SCHEMA,
                "run-1",
                scenario,
                "lab",
                null,
                1,
                false,
                List.of(new Plan.PlannedFault(fault, List.of(target), null, Duration.ofMinutes(1), "one-shot", 0.1)),
                new Plan.BlastRadius(1, 1, List.of("db"), Duration.ofMinutes(1)),
                0.1,
                Map.of("/load", "s.yaml:3"),
                Map.of("crossfire", "0.1.0"),
                List.of());
    }

    @Test
    void aTextWithHalfACharacterIsRecordedAsFarAsItCanBe() throws IOException {
        Path strings = directory.resolve("half.jsonl");
        int id;
        try (RequestWriter writer = new RequestWriter(directory.resolve("half.bin"), strings)) {
            id = writer.idOf("no answer from \uD83D");
            writer.write(new RequestRecord(1, 0, 1, id, id, 503, 0, id));
        }
        assertThat(StringTable.read(strings).text(id)).isEqualTo("no answer from ?");
    }
}
