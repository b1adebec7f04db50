package dev.crossfire.chaos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.crossfire.chaos.fake.FakeCloud;
import dev.crossfire.chaos.fake.FakePair;
import dev.crossfire.chaos.fake.LocalFis;
import dev.crossfire.chaos.lab.LabDescriptor;
import dev.crossfire.chaos.lab.LabProvider;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.UnansweredException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverFaultTest {
    private FakeCloud cloud;
    private Environment environment;

    @BeforeEach
    void open() throws IOException {
        cloud = new FakeCloud();
        LabDescriptor settings = LabDescriptor.read(cloud.readyLine());
        ProviderSettings<LabDescriptor, NoRole> own = new ProviderSettings<>(settings);
        environment = new LabProvider(LocalFis.DELAYS)
                .open(
                        new EnvironmentSpec("lab", null, false, Limits.NONE, Map.of("lab", own)),
                        own,
                        new MachineClock());
    }

    @AfterEach
    void close() throws IOException {
        environment.close();
        cloud.close();
    }

    @Test
    void aDatabaseThatLostItsStandbySinceArmingIsLeftAlone() throws FaultException {
        try (Fault fault = arm(environment.inventory().inRole("ticketing-db"))) {
            cloud.pair().standbys(0, 0);
            Awaitility.await().until(() -> fault.probe().detail().contains("0 standbys follow"));
            assertThatThrownBy(fault::inject)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("did not start its failover")
                    .hasMessageContaining("0 standbys follow");
            assertThat(fault.probe().cleared())
                    .as("gone, as it was not asked for")
                    .isTrue();
        }
        assertThat(cloud.fis().realExperiments()).isEmpty();
    }

    @Test
    void theProbesReportWhyAnExperimentFailed() throws FaultException {
        try (Fault fault = arm(environment.inventory().inRole("ticketing-db"))) {
            cloud.fis().failResolutions("the role may not fail the cluster over");
            fault.inject();
            ProbeResult seen = Awaitility.await()
                    .until(fault::probe, probeResult -> probeResult.detail().contains("FIS says"));
            assertThat(seen.intact()).isTrue();
            assertThat(seen.confirmed()).isFalse();
            assertThat(seen.cleared()).as("gone, as its action never began").isTrue();
            assertThat(seen.detail()).contains("failed: the role may not fail the cluster over");
        }
    }

    @Test
    void aFaultThatHasNotTakenHoldYetIsNotClearedThoughTheDatabaseIsIntact() throws FaultException {
        cloud.fis().onAction(arn -> {});
        try (Fault fault = arm(environment.inventory().inRole("ticketing-db"))) {
            fault.inject();
            int started = cloud.fis().calls().size();
            awaitNotCleared(fault, () -> cloud.fis().calls().size() > started);
            // It has been awaited once; the next time it has ended.
            int running = cloud.fis().calls().size();
            cloud.fis().completeExperiments();
            awaitNotCleared(fault, () -> cloud.fis().calls().size() > running);
            assertNotCleared(fault);
            cloud.pair().promote("node-b", FakePair.Mood.SERVES);
            Awaitility.await().until(fault::probe, seen -> seen.confirmed() && !seen.cleared());
            cloud.pair().standbys(1, 0);
            Awaitility.await().until(fault::probe, seen -> seen.confirmed() && seen.cleared());
        }
    }

    @Test
    void aRefusedStartIsClearedAndOneWithoutAClearAnswerIsNot() throws FaultException {
        cloud.fis().onAction(arn -> {});
        List<Target> targets = environment.inventory().inRole("ticketing-db");
        try (Fault fault = arm(targets)) {
            cloud.fis().failures().refuseNext("StartExperiment", 402, "ServiceQuotaExceededException", "no");
            assertThatThrownBy(fault::inject).hasMessageContaining("5 experiments at once");
            Awaitility.await().until(fault::probe, ProbeResult::cleared);
        }
        try (Fault fault = arm(targets)) {
            cloud.fis().onRequest(operation -> {
                if (operation.equals("StartExperiment")) {
                    cloud.fis().failures().refuseNext(operation, 500, "InternalFailure", "sorry");
                }
            });
            assertThatThrownBy(fault::inject)
                    .isInstanceOf(UnansweredException.class)
                    .hasMessageContaining("StartExperiment");
            cloud.fis().onRequest(operation -> {});
            ProbeResult seen = Awaitility.await()
                    .until(fault::probe, probeResult -> probeResult.detail().contains("FIS has not reported"));
            assertThat(seen.intact()).isTrue();
            assertThat(seen.cleared()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateExperimentTemplate", "StartExperiment", "GetExperiment"})
    void armingThatIsInterruptedLeavesNothingAndTheThreadStaysInterrupted(String operation) {
        Thread context = Thread.currentThread();
        AtomicBoolean once = new AtomicBoolean();
        cloud.fis().onRequest(asked -> {
            if (asked.equals(operation) && once.compareAndSet(false, true)) {
                context.interrupt();
            }
        });
        List<Target> targets = environment.inventory().inRole("ticketing-db");
        Throwable thrown = catchThrowable(() -> arm(targets));
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(thrown).isInstanceOf(FaultException.class);
        assertThat(thrown.getSuppressed()).isEmpty();
        assertThat(cloud.fis().calls()).contains("CreateExperimentTemplate");
        assertThat(cloud.fis().templateIds()).isEmpty();
    }

    private static void awaitNotCleared(Fault fault, BooleanSupplier heard) {
        Awaitility.await().until(() -> {
            assertNotCleared(fault);
            return heard.getAsBoolean();
        });
    }

    private static void assertNotCleared(Fault fault) {
        ProbeResult seen = fault.probe();
        assertThat(seen.intact()).isTrue();
        assertThat(seen.cleared()).as("gone before it came").isFalse();
    }

    @Test
    void ifOneOfSeveralTargetsRefusesNothingIsLeftOfTheOthers() {
        Target good = environment.inventory().inRole("ticketing-db").get(0);
        Target gone =
                new Target(good.role(), good.type(), good.id() + "-gone", null, Set.of(Capability.FAILOVER), Map.of());
        assertThatThrownBy(() -> arm(List.of(good, gone)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("ticketing-gone");
        assertThat(cloud.fis().templateIds()).isEmpty();
    }

    @Test
    void probesAfterTheEndSeeNothingAndDoNotFail() throws FaultException {
        Fault fault = arm(environment.inventory().inRole("ticketing-db"));
        fault.close();
        assertThat(fault.probe()).isEqualTo(new ProbeResult(false, false, false, "no answer: the watch has ended"));
    }

    private Fault arm(List<Target> targets) throws FaultException {
        return new DatabaseFailover()
                .arm(new FaultContext<>("run", "fault", new DatabaseFailover.Settings(), null, targets, environment));
    }
}
