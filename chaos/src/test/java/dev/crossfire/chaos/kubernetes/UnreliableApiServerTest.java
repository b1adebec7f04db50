package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.fake.EmulatedCluster;
import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.PodKill;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.Fault.FaultDelivery;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.FaultyProxy;
import dev.crossfire.testkit.FaultyProxy.Behaviour;
import dev.crossfire.testkit.MachineClock;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods of a real API, with a proxy of ours between it and Crossfire that stalls and refuses. */
@Tag("live")
class UnreliableApiServerTest {
    private static final int SIZE = 6;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private EmulatedCluster cluster;
    private FaultyProxy proxy;
    private Environment environment;

    @BeforeEach
    void begin() throws Exception {
        cluster = new EmulatedCluster(folder, SIZE);
        proxy = new FaultyProxy(cluster.uri(), HttpClient.newHttpClient());
        await().atMost(SOON).until(() -> cluster.serving() == SIZE);
        environment = cluster.open(proxy);
    }

    @AfterEach
    void end() {
        environment.close();
        proxy.close();
        cluster.close();
    }

    @Test
    void aStormNeverTakesMoreThanItMayWhateverTheServerDoes() throws Exception {
        Duration start = Duration.ofMillis(700);
        cluster.startWithin(start);
        FaultContext<PodKill.Settings> context = context(storm(10, Duration.ofMinutes(2)), 1);
        try (Fault fault = new PodKill().arm(context)) {
            MachineClock clock = new MachineClock();
            Instant began = clock.instant();
            fault.inject();
            for (Behaviour behaviour : List.of(
                    Behaviour.SILENT_WATCHES,
                    Behaviour.REFUSED_LISTS,
                    Behaviour.PASSING,
                    Behaviour.THROTTLED,
                    Behaviour.FROZEN,
                    Behaviour.PASSING,
                    Behaviour.STALLED,
                    Behaviour.REFUSED,
                    Behaviour.PASSING)) {
                proxy.behave(behaviour);
                int before = done(fault);
                keepsServing(SIZE - 1, Duration.ofSeconds(1));
                if (behaviour == Behaviour.PASSING) {
                    await("a kill where the server answers").atMost(SOON).until(() -> {
                        assertThat(cluster.serving()).isGreaterThanOrEqualTo(SIZE - 1);
                        return done(fault) > before;
                    });
                }
            }
            keepsServing(SIZE - 1, Duration.ofSeconds(2));
            new PodKill().heal(context, fault.handle());
            await().atMost(SOON).until(fault::probe, ProbeResult::cleared);
            assertThat(Objects.requireNonNull(fault.delivery()).asked()).isEqualTo(1_200);
            assertThat(start.multipliedBy(done(fault) - 1))
                    .as("one after the other")
                    .isLessThan(Duration.between(began, clock.instant()));
        }
        assertNothingIsLeft(context);
    }

    @Test
    void aDeletionThatWasHeldBackUntilItsFaultWasHealedIsRefused() throws Exception {
        FaultContext<PodKill.Settings> context = context(new PodKill.Settings(Duration.ZERO, null, null, null), 1);
        proxy.onRequest(request -> {
            if (request.startsWith("DELETE /api/v1/namespaces/ticketing/pods")) {
                proxy.behave(Behaviour.FROZEN);
            }
        });
        AtomicInteger failed = new AtomicInteger();
        try (Fault fault = new PodKill().arm(context)) {
            Thread conductor = new Thread(() -> {
                try {
                    fault.inject();
                } catch (FaultException refused) {
                    failed.incrementAndGet();
                }
            });
            conductor.start();
            await().atMost(SOON).until(() -> cluster.marked() == 1);
            proxyIsFrozen();
            FaultyProxy healthy = new FaultyProxy(cluster.uri(), HttpClient.newHttpClient());
            try (Environment elsewhere = cluster.open(healthy)) {
                new PodKill().heal(context(context, elsewhere), Map.of());
            }
            proxy.behave(Behaviour.PASSING);
            conductor.join();
            healthy.close();
            assertThat(failed).hasValue(1);
            assertThat(fault.delivery()).isEqualTo(new FaultDelivery(1, 0));
        }
        assertThat(cluster.serving()).isEqualTo(SIZE);
        assertNothingIsLeft(context);
    }

    @Test
    void theEffectIsBracketedByTheDeletionsRequestAndAnswer() throws Exception {
        AtomicInteger deletions = new AtomicInteger();
        try (Fault fault = new PodKill().arm(context(new PodKill.Settings(Duration.ZERO, null, null, null), 3))) {
            Instant[] first = new Instant[1];
            proxy.onRequest(request -> {
                if (request.startsWith("DELETE ") && deletions.incrementAndGet() == 1) {
                    first[0] = new MachineClock().instant();
                } else if (request.startsWith("DELETE ")) {
                    assertThat(fault.probe().confirmed())
                            .as("not before the last deletion")
                            .isFalse();
                }
            });
            fault.inject();
            ProbeResult seen = fault.probe();
            assertThat(deletions).hasValue(3);
            assertThat(seen.intact()).isFalse();
            assertThat(seen.since()).isBeforeOrEqualTo(first[0]);
            assertThat(seen.by()).isAfterOrEqualTo(first[0]);
            await().atMost(SOON).until(fault::probe, ProbeResult::confirmed);
            await().atMost(SOON).until(fault::probe, ProbeResult::cleared);
            assertThat(fault.delivery()).isEqualTo(new FaultDelivery(3, 3));
        }
    }

    @Test
    void whenTheOwnerWantsFewerPodsTheFaultIsClearedWithFewer() throws Exception {
        cluster.startWithin(Duration.ofMinutes(5));
        FaultContext<PodKill.Settings> context = context(new PodKill.Settings(Duration.ZERO, null, null, null), 2);
        try (Fault fault = new PodKill().arm(context)) {
            fault.inject();
            await().atMost(SOON).until(fault::probe, ProbeResult::confirmed);
            assertThat(fault.probe().cleared()).isFalse();
            cluster.scale(SIZE - 2);
            await().atMost(SOON).until(fault::probe, ProbeResult::cleared);
            new PodKill().heal(context, fault.handle());
            assertThat(new PodKill().verifyCleared(context, fault.handle()).detail())
                    .contains("as many pods serve as their owners want");
            assertThat(new PodKill().verifyCleared(context, Map.of()).cleared())
                    .as("by a process that knows nothing of the fault")
                    .isTrue();
            cluster.scale(SIZE);
            assertThat(new PodKill().verifyCleared(context, fault.handle()).detail())
                    .startsWith((SIZE - 2) + " of " + SIZE + " pods of");
        }
    }

    @Test
    void aServerThatRefusesWhenTheFaultIsDueLeavesThePodsAlone() throws Exception {
        FaultContext<PodKill.Settings> context = context(storm(1, Duration.ofSeconds(5)), 1);
        try (Fault fault = new PodKill().arm(context)) {
            proxy.behave(Behaviour.REFUSED_LISTS);
            assertThatThrownBy(fault::inject).hasMessageContaining("list the pods");
            proxy.behave(Behaviour.PASSING);
            assertThat(cluster.serving()).isEqualTo(SIZE);
            new PodKill().heal(context, fault.handle());
        }
        assertNothingIsLeft(context);
    }

    @Test
    void whatHasExpiredIsFoundWithItsMarksAndRemoved() throws Exception {
        Pods pods =
                environment.capability(environment.inventory().inRole("shop").get(0), Pods.class);
        Pod marked = pods.list().get(0);
        pods.permit("dead", "storm", Duration.ZERO);
        assertThat(pods.claim("dead", "storm", marked)).isPresent();
        assertThat(pods.claim("deleted", "kill", pods.list().get(1))).isPresent();
        environment.claim("dead", Duration.ZERO);
        assertThat(environment.leftovers()).isEmpty();
        List<Leftover> expired = environment.expired();
        assertThat(expired)
                .extracting(Leftover::what)
                .containsExactlyInAnyOrder(
                        "the expired claim on the environment",
                        "the expired permission to act and its marks on ticketing/" + marked.name(),
                        "the marks of an ended fault on ticketing/"
                                + pods.list().get(1).name());
        for (Leftover left : expired) {
            environment.clear(left);
        }
        assertThat(environment.expired()).isEmpty();
        assertThat(cluster.leases()).isZero();
        assertThat(cluster.marked()).isZero();
    }

    private void proxyIsFrozen() {
        await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> cluster.serving() == SIZE);
    }

    private static int done(Fault fault) {
        return Objects.requireNonNull(fault.delivery()).done();
    }

    private void keepsServing(int least, Duration time) {
        await().pollInterval(Duration.ofMillis(10))
                .during(time)
                .atMost(time.plus(SOON))
                .until(() -> {
                    assertThat(cluster.serving()).isGreaterThanOrEqualTo(least);
                    return true;
                });
    }

    private void assertNothingIsLeft(FaultContext<PodKill.Settings> context) throws FaultException {
        new PodKill().heal(context, Map.of());
        assertThat(cluster.leases()).isZero();
        assertThat(cluster.marked()).isZero();
    }

    private static PodKill.Settings storm(double perSecond, Duration during) {
        return new PodKill.Settings(Duration.ZERO, null, new Rate(perSecond), during);
    }

    private FaultContext<PodKill.Settings> context(PodKill.Settings settings, int targets) {
        return new FaultContext<>(
                "run",
                "fault",
                settings,
                null,
                environment.inventory().inRole("shop").stream().limit(targets).toList(),
                environment);
    }

    private static FaultContext<PodKill.Settings> context(FaultContext<PodKill.Settings> one, Environment elsewhere) {
        return new FaultContext<>(one.run(), one.fault(), one.settings(), one.duration(), one.targets(), elsewhere);
    }
}
