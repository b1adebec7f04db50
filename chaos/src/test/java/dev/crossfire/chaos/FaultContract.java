package dev.crossfire.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.spi.ClearedStatus;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Leftover;
import dev.crossfire.spi.ProbeResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every fault kind must keep, in every environment: extend it once for each pair of the two.
 *
 * @param <S> the kind's settings
 */
public abstract class FaultContract<S extends FaultSettings> {
    /** A place to break, made anew for each test. */
    public interface Stage extends AutoCloseable {
        /** Connects to it, as another process would: every call gives a new object. */
        Environment open() throws Exception;

        /** What the fault is to hit. */
        List<Target> targets();

        /** What it cannot hit. */
        Target unfit();

        /** Fails if anything of Crossfire's that is not history is left in the environment. */
        void nothingLeft() throws Exception;

        @Override
        void close() throws IOException, FaultException;

        /** How long the environment may take for a step. */
        default Duration patience() {
            return Duration.ofSeconds(10);
        }
    }

    /** A probe may take a second; a busy machine may delay its thread as much again. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    /** Long enough to be seen, short enough to wait for. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final Duration LONG = Duration.ofSeconds(60);

    private Stage stage;
    private String run;

    protected abstract FaultKind<S> kind();

    protected abstract S faultSettings();

    protected abstract Stage stage() throws Exception;

    @BeforeEach
    void setTheStage() throws Exception {
        stage = stage();
        run = "run-" + UUID.randomUUID();
    }

    @AfterEach
    void clearTheStage() throws Exception {
        stage.close();
    }

    @Test
    void itsTargetsOfferWhatItNeedsAndOthersDoNot() {
        assertThat(stage.targets()).allSatisfy(target -> assertThat(target.capabilities())
                .containsAll(kind().description().needs()));
        assertThat(stage.unfit().capabilities())
                .doesNotContainAnyElementsOf(kind().description().needs());
    }

    @Test
    void armingRefusesATargetThatDoesNotFitAndLeavesNothing() throws Exception {
        try (Environment environment = stage.open()) {
            FaultContext<S> context = arming(environment, List.of(stage.unfit()));
            assertThatThrownBy(() -> kind().arm(context))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining(stage.unfit().type());
        }
        stage.nothingLeft();
    }

    @Test
    void preparingBreaksNothingAndIsUndone() throws Exception {
        try (Environment environment = stage.open()) {
            FaultContext<S> context = arming(environment, stage.targets());
            try (Fault fault = kind().arm(context)) {
                assertThat(probe(fault))
                        .matches(ProbeResult::intact, "whole")
                        .matches(seen -> !seen.confirmed(), "not confirmed");
                kind().heal(context, fault.handle());
            }
        }
        stage.nothingLeft();
    }

    @Test
    void itIsConfirmedAndSeenToBeClearedAndHealsTwice() throws Exception {
        try (Environment environment = stage.open()) {
            FaultContext<S> context = arming(environment, stage.targets());
            try (Fault fault = kind().arm(context)) {
                Map<String, String> handle = fault.handle();
                assertThat(probe(fault).intact()).isTrue();
                fault.inject();
                assertThat(fault.handle()).isEqualTo(handle);
                await(fault, seen -> !seen.intact());
                await(fault, ProbeResult::confirmed);
                kind().heal(context, handle);
                await(fault, seen -> seen.confirmed() && seen.cleared());
                kind().heal(context, handle);
                assertThat(probe(fault).cleared()).isTrue();
            }
        }
        stage.nothingLeft();
    }

    @Test
    void anotherProcessHealsItWithoutItsHandle() throws Exception {
        try (Environment environment = stage.open()) {
            try (Fault fault = kind().arm(arming(environment, stage.targets()))) {
                assertThat(probe(fault).intact()).isTrue();
                fault.inject();
            }
        }
        try (Environment another = stage.open()) {
            kind().heal(arming(another, stage.targets()), Map.of());
        }
        stage.nothingLeft();
    }

    @Test
    void aProcessThatDidNotSeeItCanProveWhetherItIsCleared() throws Exception {
        try (Environment environment = stage.open()) {
            FaultContext<S> context = arming(environment, stage.targets());
            try (Fault fault = kind().arm(context)) {
                Map<String, String> handle = fault.handle();
                assertThat(probe(fault).intact()).isTrue();
                fault.inject();
                await(fault, ProbeResult::confirmed);
                try (Environment another = stage.open()) {
                    FaultContext<S> same = arming(another, stage.targets());
                    assertThat(kind().prove(same, handle))
                            .matches(clearedStatus -> !clearedStatus.cleared(), "not cleared");
                    assertThat(kind().prove(same, Map.of()))
                            .matches(clearedStatus -> !clearedStatus.cleared(), "not cleared");
                    kind().heal(same, Map.of());
                    Awaitility.await()
                            .atMost(stage.patience())
                            .until(() -> kind().prove(same, handle), ClearedStatus::cleared);
                }
                await(fault, ProbeResult::cleared);
            }
        }
        stage.nothingLeft();
    }

    @Test
    void itEndsByItself() throws Exception {
        assumeTrue(kind().lasts(faultSettings()), "a fault without a duration");
        try (Environment environment = stage.open()) {
            FaultContext<S> context = arming(environment, stage.targets(), SHORT);
            try (Fault fault = kind().arm(context)) {
                assertThat(probe(fault).intact()).isTrue();
                fault.inject();
                await(fault, ProbeResult::confirmed);
                await(fault, seen -> seen.confirmed() && seen.cleared());
                kind().heal(context, fault.handle());
            }
        }
        stage.nothingLeft();
    }

    @Test
    void whatItLeavesIsFoundAndClearedWithoutAnyJournal() throws Exception {
        try (Environment environment = stage.open();
                Fault fault = kind().arm(arming(environment, stage.targets()))) {
            assertThat(probe(fault).intact()).isTrue();
            fault.inject();
        }
        try (Environment another = stage.open()) {
            List<Leftover> left = another.leftovers();
            assertThat(left).isNotEmpty().allMatch(one -> one.run().equals(run));
            for (Leftover one : left) {
                another.clear(one);
                another.clear(one);
            }
            assertThat(another.leftovers()).isEmpty();
            FaultContext<S> same = arming(another, stage.targets());
            Awaitility.await()
                    .atMost(stage.patience())
                    .until(() -> kind().prove(same, Map.of()), ClearedStatus::cleared);
        }
        stage.nothingLeft();
    }

    @Test
    void healingWhatWasNeverArmedDoesNothing() throws Exception {
        try (Environment environment = stage.open()) {
            kind().heal(arming(environment, stage.targets()), Map.of());
        }
        stage.nothingLeft();
    }

    private void await(Fault fault, Predicate<ProbeResult> expected) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .atMost(stage.patience())
                .until(() -> probe(fault), expected);
    }

    private static ProbeResult probe(Fault fault) {
        long from = System.nanoTime();
        ProbeResult probeResult = fault.probe();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(LONGEST_LOOK);
        return probeResult;
    }

    private FaultContext<S> arming(Environment environment, List<Target> targets) {
        return arming(environment, targets, LONG);
    }

    private FaultContext<S> arming(Environment environment, List<Target> targets, Duration duration) {
        @Nullable Duration own = kind().lasts(faultSettings()) ? duration : null;
        return new FaultContext<>(run, "contract", faultSettings(), own, targets, environment);
    }
}
