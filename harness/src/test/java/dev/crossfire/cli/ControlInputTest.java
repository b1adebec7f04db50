package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.input.ControlInput;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlInputTest {
    private static final Kinds KINDS = new Kinds(List.of(), List.of(), List.of());
    private static final Instant ZERO = Instant.parse("2026-11-20T09:00:00Z");
    private static final Plan PLAN = FakeRun.plan();
    private static final int A_SECOND = 100;

    @TempDir
    Path directory;

    private RunDirectory run;

    @BeforeEach
    void makeRun() throws IOException {
        run = folder("run", PLAN);
    }

    @Test
    void whatIsComparedIsKeptInTheRunsOwnFolder() throws Exception {
        RunDirectory control = folder("control", without(PLAN));
        ControlInput.keep(control.path(), PLAN, run, KINDS);
        Files.delete(control.requestsFile());
        ControlRun kept = Objects.requireNonNull(run.evidence().control());
        assertThat(kept.run()).isEqualTo(PLAN.run());
        assertThat(Objects.requireNonNull(kept.cohorts().get("buyers")).requests())
                .hasSize(10 * (int) FakeTraffic.LENGTH.toSeconds())
                .containsOnly(A_SECOND / 10);
    }

    @Test
    void withoutOneNothingIsKept() throws Exception {
        ControlInput.keep(null, PLAN, run, KINDS);
        assertThat(run.controlFile()).doesNotExist();
        assertThat(run.evidence().control()).isNull();
    }

    @Test
    void whatIsNoControlRunIsRefused() throws Exception {
        RunDirectory faulty = folder("faulty", PLAN);
        assertThatThrownBy(() -> ControlInput.keep(faulty.path(), PLAN, run, KINDS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "--control " + faulty.path() + ": it has faults; expected a run with --no-faults");
        RunDirectory empty = folder("empty", without(PLAN));
        Files.delete(empty.requestsFile());
        assertThatThrownBy(() -> ControlInput.keep(empty.path(), PLAN, run, KINDS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("0 are in the record, so some are missing");
        assertThatThrownBy(() -> ControlInput.keep(directory.resolve("nowhere"), PLAN, run, KINDS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no plan.json");
        assertThat(run.controlFile()).doesNotExist();
    }

    /** A run of good requests, a hundred a second. */
    private RunDirectory folder(String name, Plan plan) throws IOException {
        RunDirectory made = new RunDirectory(Files.createDirectory(directory.resolve(name)), KINDS);
        Files.writeString(made.planFile(), Json.pretty(plan));
        int count = A_SECOND * (int) FakeTraffic.LENGTH.toSeconds();
        try (RequestWriter writer = new RequestWriter(made.requestsFile(), made.stringsFile())) {
            int cohort = writer.idOf("buyers");
            int request = writer.idOf("reserve");
            for (int i = 0; i < count; i++) {
                long start = ZERO.getEpochSecond() * 1_000_000 + i * (1_000_000L / A_SECOND);
                int flags = RequestRecord.FLAG_OK | RequestRecord.FLAG_INTENDED_KNOWN;
                writer.write(new RequestRecord(start, 0, 5000, cohort, request, 200, flags, 0));
            }
        }
        try (Journal journal = new Journal(made.journalFile())) {
            journal.append(new JournalEvent.LoadStarted(ZERO, ZERO));
            journal.append(new JournalEvent.LoadEnded(ZERO.plus(FakeTraffic.LENGTH), count, null));
        }
        return made;
    }

    private static Plan without(Plan plan) {
        return new Plan(
                plan.schema(),
                plan.run(),
                plan.scenario(),
                plan.environment(),
                plan.baseUrl(),
                plan.seed(),
                true,
                plan.faults(),
                plan.blastRadius(),
                plan.costDollars(),
                plan.origins(),
                plan.versions(),
                plan.warnings());
    }
}
