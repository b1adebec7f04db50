package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.fake.EmulatedCluster;
import dev.crossfire.chaos.pods.PodKill;
import dev.crossfire.chaos.pods.PodKill.PodKillMode;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.Fault.FaultDelivery;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.FaultyProxy;
import dev.crossfire.testkit.FaultyProxy.Behaviour;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evictions at a rate, by a real API with a budget, through a proxy of ours. */
@Tag("live")
class PodEvictionTest {
    private static final int SIZE = 6;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PODS = "/api/v1/namespaces/" + EmulatedCluster.NAMESPACE + "/pods/";

    @TempDir
    private Path folder;

    private EmulatedCluster cluster;
    private FaultyProxy proxy;
    private Environment environment;
    private final List<String> evictions = new CopyOnWriteArrayList<>();
    private final List<String> deletions = new CopyOnWriteArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        cluster = new EmulatedCluster(folder, SIZE);
        proxy = new FaultyProxy(cluster.uri(), HttpClient.newHttpClient());
        proxy.onRequest(this::note);
        await().atMost(SOON).until(() -> cluster.serving() == SIZE);
        environment = cluster.open(proxy);
    }

    @AfterEach
    void end() {
        environment.close();
        proxy.close();
        cluster.close();
    }

    private void note(String request) {
        if (request.startsWith("POST " + PODS) && request.endsWith("/eviction")) {
            evictions.add(request);
        } else if (request.startsWith("DELETE " + PODS)) {
            deletions.add(request);
        }
    }

    @Test
    void whatABudgetRefusesToEvictIsNoKillOfTheStorm() throws Exception {
        cluster.protect(SIZE - 1);
        cluster.startWithin(Duration.ofMillis(700));
        // Longer than what is waited for: a busy machine may let its first seconds pass.
        FaultContext<PodKill.Settings> context = storm(Duration.ofMinutes(1));
        try (Fault fault = new PodKill().arm(context)) {
            fault.inject();
            await("a refusal in the budget's words")
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(SOON)
                    .until(() -> {
                        assertThat(cluster.serving()).isGreaterThanOrEqualTo(SIZE - 1);
                        return fault.probe().detail().contains("was refused: Cannot evict pod");
                    });
            new PodKill().heal(context, fault.handle());
            await().atMost(SOON).until(fault::probe, ProbeResult::cleared);

            FaultDelivery delivery = Objects.requireNonNull(fault.delivery());
            assertThat(delivery.asked()).isEqualTo(300);
            assertThat(delivery.done()).isGreaterThanOrEqualTo(1).isLessThan(evictions.size());
            assertThat(deletions).isEmpty();
        }
    }

    @Test
    void noPodIsEvictedWhileTheClusterListsNone() throws Exception {
        try (Fault fault = new PodKill().arm(storm(Duration.ofSeconds(30)))) {
            fault.inject();
            await("evictions").atMost(SOON).until(() -> evictions.size() > 2);
            proxy.behave(Behaviour.REFUSED_LISTS);
            AtomicInteger before = new AtomicInteger();
            await("no eviction for ten times their interval")
                    .during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> before.getAndSet(evictions.size()) == evictions.size());
            proxy.behave(Behaviour.PASSING);
            int paused = evictions.size();
            await("evictions again").atMost(SOON).until(() -> evictions.size() > paused);
        }
    }

    private FaultContext<PodKill.Settings> storm(Duration during) {
        return new FaultContext<>(
                "run",
                "fault",
                new PodKill.Settings(Duration.ZERO, null, new Rate(5), during, PodKillMode.EVICT),
                null,
                environment.inventory().inRole("shop").stream().limit(2).toList(),
                environment);
    }
}
