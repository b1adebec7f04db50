package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.fake.RecordedRun;
import dev.crossfire.input.ControlInput;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlInputTest {
    private static final Kinds KINDS = new Kinds(List.of(), List.of(), List.of());
    private static final Plan PLAN = FakeRun.plan();

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
                .containsOnly(RecordedRun.A_SECOND / 10);
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

    private RunDirectory folder(String name, Plan plan) throws IOException {
        return RecordedRun.write(directory.resolve(name), plan, KINDS);
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
