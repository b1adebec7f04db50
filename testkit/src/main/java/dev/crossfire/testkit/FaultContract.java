package dev.crossfire.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.starvation.TimingError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every fault kind must keep, in every environment: extend it once for each pair of the two.
 *
 * <p>The tests arm, inject, probe, heal and prove the fault as a run does, from this process and as another process
 * would, and check after each that nothing is left. A fault with a duration must also end by itself.
 *
 * @param <S> the settings of the kind
 */
public abstract class FaultContract<S extends FaultSettings> {
    /** A system to break and the environment in which it is found, made anew for each test. */
    public interface Testbed extends AutoCloseable {
        /** Connects to the environment as another process would: every call gives a new object. */
        Environment open() throws Exception;

        /** What the fault is to hit; never empty. */
        List<Target> targets();

        /** A target that lacks the capabilities that the fault needs. */
        Target unfitTarget();

        /** Fails if anything of Crossfire's that is not history is left in the environment. */
        void assertNoLeftovers() throws Exception;

        /** How long the environment may take for a step, such as an injection or its end. */
        default Duration timeout() {
            return Duration.ofSeconds(10);
        }

        /** Ends the system; does not fail because a test has failed before. */
        @Override
        void close() throws IOException, FaultException;
    }

    /** A probe may take a second; a busy machine may delay its thread as much again. */
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(2);

    /** Long enough to be seen, short enough to wait for. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final Duration LONG = Duration.ofSeconds(60);

    private Testbed testbed;
    private String run;

    /** For subclasses. */
    protected FaultContract() {}

    /** The kind under test. */
    protected abstract FaultKind<S> kind();

    /** The settings with which it is injected. */
    protected abstract S faultSettings();

    /** A testbed of its own for each test. */
    protected abstract Testbed testbed() throws Exception;

    @BeforeEach
    void openTestbed() throws Exception {
        testbed = testbed();
        run = "run-" + UUID.randomUUID();
    }

    @AfterEach
    void closeTestbed() throws Exception {
        // A testbed that is skipped, or fails, has made none.
        if (testbed != null) {
            testbed.close();
        }
    }

    @Test
    void itsTargetsOfferWhatItNeedsAndOthersDoNot() {
        assertThat(testbed.targets())
                .allSatisfy(target -> assertThat(target.capabilities()).containsAll(kind().uses(faultSettings())));
        assertThat(testbed.unfitTarget().capabilities()).doesNotContainAnyElementsOf(kind().uses(faultSettings()));
    }

    @Test
    void armingRefusesATargetThatDoesNotFitAndLeavesNothing() throws Exception {
        try (Environment environment = testbed.open()) {
            FaultContext<S> context = arming(environment, List.of(testbed.unfitTarget()));
            assertThatThrownBy(() -> kind().arm(context))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining(testbed.unfitTarget().type());
        }
        testbed.assertNoLeftovers();
    }

    @Test
    void preparingBreaksNothingAndIsUndone() throws Exception {
        try (Environment environment = testbed.open()) {
            FaultContext<S> context = arming(environment, testbed.targets());
            try (Fault fault = kind().arm(context)) {
                TimingError.unless(() -> assertThat(probe(fault))
                        .matches(ProbeResult::intact, "intact")
                        .matches(seen -> !seen.confirmed(), "not confirmed"));
                kind().heal(context, fault.handle());
            }
        }
        testbed.assertNoLeftovers();
    }

    @Test
    void itIsConfirmedAndSeenToBeClearedAndHealsTwice() throws Exception {
        try (Environment environment = testbed.open()) {
            FaultContext<S> context = arming(environment, testbed.targets());
            try (Fault fault = kind().arm(context)) {
                Map<String, String> handle = fault.handle();
                awaitIntact(fault);
                fault.inject();
                assertThat(fault.handle()).isEqualTo(handle);
                await(fault, seen -> !seen.intact() || (isMomentary() && seen.confirmed()));
                await(fault, ProbeResult::confirmed);
                kind().heal(context, handle);
                await(fault, seen -> seen.confirmed() && seen.cleared());
                kind().heal(context, handle);
                TimingError.unless(() -> assertThat(probe(fault).cleared()).isTrue());
            }
        }
        testbed.assertNoLeftovers();
    }

    @Test
    void anotherProcessHealsItWithoutItsHandle() throws Exception {
        try (Environment environment = testbed.open()) {
            try (Fault fault = kind().arm(arming(environment, testbed.targets()))) {
                awaitIntact(fault);
                fault.inject();
            }
        }
        try (Environment another = testbed.open()) {
            kind().heal(arming(another, testbed.targets()), Map.of());
        }
        testbed.assertNoLeftovers();
    }

    @Test
    void aProcessThatDidNotSeeItCanProveWhetherItIsCleared() throws Exception {
        try (Environment environment = testbed.open()) {
            FaultContext<S> context = arming(environment, testbed.targets());
            try (Fault fault = kind().arm(context)) {
                Map<String, String> handle = fault.handle();
                awaitIntact(fault);
                fault.inject();
                await(fault, ProbeResult::confirmed);
                try (Environment another = testbed.open()) {
                    FaultContext<S> same = arming(another, testbed.targets());
                    assertThat(kind().verifyCleared(same, handle))
                            .matches(clearedStatus -> !clearedStatus.cleared(), "not cleared");
                    assertThat(kind().verifyCleared(same, Map.of()))
                            .matches(clearedStatus -> !clearedStatus.cleared(), "not cleared");
                    kind().heal(same, Map.of());
                    Awaitility.await()
                            .atMost(testbed.timeout())
                            .until(() -> kind().verifyCleared(same, handle), ClearedStatus::cleared);
                }
                await(fault, ProbeResult::cleared);
            }
        }
        testbed.assertNoLeftovers();
    }

    @Test
    void itEndsByItself() throws Exception {
        assumeTrue(!isMomentary(), "a fault without a duration");
        try (Environment environment = testbed.open()) {
            FaultContext<S> context = arming(environment, testbed.targets(), SHORT);
            try (Fault fault = kind().arm(context)) {
                awaitIntact(fault);
                fault.inject();
                await(fault, ProbeResult::confirmed);
                await(fault, seen -> seen.confirmed() && seen.cleared());
                kind().heal(context, fault.handle());
            }
        }
        testbed.assertNoLeftovers();
    }

    @Test
    void whatItLeavesIsFoundAndClearedWithoutAnyJournal() throws Exception {
        try (Environment environment = testbed.open();
                Fault fault = kind().arm(arming(environment, testbed.targets()))) {
            awaitIntact(fault);
            fault.inject();
        }
        try (Environment another = testbed.open()) {
            List<Leftover> left = another.leftovers();
            assertThat(left).isNotEmpty().allMatch(one -> one.run().equals(run));
            for (Leftover one : left) {
                another.clear(one);
                another.clear(one);
            }
            assertThat(another.leftovers()).isEmpty();
            FaultContext<S> same = arming(another, testbed.targets());
            Awaitility.await()
                    .atMost(testbed.timeout())
                    .until(() -> kind().verifyCleared(same, Map.of()), ClearedStatus::cleared);
        }
        testbed.assertNoLeftovers();
    }

    @Test
    void healingWhatWasNeverArmedDoesNothing() throws Exception {
        try (Environment environment = testbed.open()) {
            kind().heal(arming(environment, testbed.targets()), Map.of());
        }
        testbed.assertNoLeftovers();
    }

    /** Whether it may be over before a probe sees the target broken. */
    private boolean isMomentary() {
        return !kind().requiresDuration(faultSettings());
    }

    /** Before it is injected; a slow answer of a busy machine is no fault yet. */
    private void awaitIntact(Fault fault) {
        await(fault, ProbeResult::intact);
    }

    private void await(Fault fault, Predicate<ProbeResult> expected) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .atMost(testbed.timeout())
                .until(() -> probe(fault), expected);
    }

    private static ProbeResult probe(Fault fault) throws Exception {
        AtomicReference<ProbeResult> result = new AtomicReference<>();
        TimingError.unless(() -> result.set(assertTimeout(LONGEST_PROBE, fault::probe)));
        return Objects.requireNonNull(result.get());
    }

    private FaultContext<S> arming(Environment environment, List<Target> targets) {
        return arming(environment, targets, LONG);
    }

    private FaultContext<S> arming(Environment environment, List<Target> targets, Duration duration) {
        @Nullable Duration own = kind().requiresDuration(faultSettings()) ? duration : null;
        return new FaultContext<>(run, "contract", faultSettings(), own, targets, environment);
    }
}
