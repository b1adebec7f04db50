package dev.crossfire.chaos.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.kubernetes.KubernetesProvider;
import dev.crossfire.chaos.kubernetes.KubernetesSettings;
import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.PodKill;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pods through the provider that any cluster has, by the kubeconfig file that the lab writes for kubectl. */
@Tag("live")
class PodStormLiveTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final String run = "run-" + UUID.randomUUID();
    private Environment environment;

    @BeforeEach
    void open() throws EnvironmentException {
        environment = environment(Map.of("shop", KubernetesSettings.KubernetesRole.deployment("shop")));
        Awaitility.await("six pods that serve")
                .atMost(SOON)
                .until(() -> pods().list().stream().filter(Pod::serves).count() == 6);
    }

    @AfterEach
    void close() throws FaultException {
        for (var left : environment.leftovers()) {
            environment.clear(left);
        }
        environment.close();
    }

    private static Environment environment(Map<String, KubernetesSettings.KubernetesRole> roles)
            throws EnvironmentException {
        ProviderSettings<KubernetesSettings, KubernetesSettings.KubernetesRole> own = new ProviderSettings<>(
                new KubernetesSettings(RealLab.get().kubeconfig().toString(), null, "ticketing", null, null), roles);
        EnvironmentSpec spec = new EnvironmentSpec("cluster", null, false, Limits.NONE, Map.of("kubernetes", own));
        return new KubernetesProvider().open(spec, own, new MachineClock());
    }

    @Test
    void thePodsOfADeploymentAreTargetsInTheirZones() {
        List<Target> targets = environment.inventory().inRole("shop");

        assertThat(targets).hasSize(6).allMatch(target -> target.capabilities().contains(Capability.PODS));
        assertThat(environment.inventory().zones()).containsExactly("lab-1a", "lab-1b", "lab-1c");
        assertThat(targets).extracting(Target::zone).doesNotContainNull();
    }

    @Test
    void aRoleThatNothingPlaysIsAnErrorThatNamesIt() {
        Map<String, KubernetesSettings.KubernetesRole> roles = Map.of(
                "cart", KubernetesSettings.KubernetesRole.deployment("cart"),
                "search", KubernetesSettings.KubernetesRole.labels(Map.of("app", "search")));

        assertThatThrownBy(() -> environment(roles))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("roles.cart: missing deployment cart")
                .hasMessageContaining("roles.search: no pod");
    }

    @Test
    void aStormKillsOnUntilItsTimeIsOverAndNeverMoreThanSelectedAtOnce() throws Exception {
        PodKill.Settings settings = new PodKill.Settings(Duration.ZERO, null, new Rate(2), Duration.ofSeconds(4));
        List<Pod> before = pods().list();
        try (Fault fault = new PodKill().arm(arming(settings, 2))) {
            assertThat(fault.probe().intact()).isTrue();
            fault.inject();
            Awaitility.await().atMost(SOON).pollInSameThread().until(() -> {
                assertThat(pods().list().stream().filter(Pod::serves).count()).isGreaterThanOrEqualTo(4);
                return fault.probe().cleared();
            });
        }

        List<String> left = pods().list().stream().map(Pod::uid).toList();
        assertThat(before.stream().filter(pod -> !left.contains(pod.uid())).count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aStormThatIsHealedFromElsewhereKillsNothingMore() throws Exception {
        PodKill.Settings settings = new PodKill.Settings(Duration.ZERO, null, new Rate(1), Duration.ofMinutes(5));
        FaultContext<PodKill.Settings> context = arming(settings, 1);
        try (Fault fault = new PodKill().arm(context)) {
            fault.inject();
            await(fault, ProbeResult::confirmed);
            new PodKill().heal(context, Map.of());
            await(fault, ProbeResult::cleared);
            assertThatThrownBy(fault::inject).hasMessageContaining("was removed: the fault was healed");
            assertThat(new PodKill().verifyCleared(context, fault.handle()).cleared())
                    .isTrue();
        }
    }

    /** As by a process that was stopped between its last check of its permission and the deletion itself. */
    @Test
    void aKillThatIsStillOnItsWayWhenItsFaultIsHealedIsRefused() throws Exception {
        Pod pod = pods().list().get(0);
        pods().permit(run, "late", Duration.ofMinutes(1));
        PodMark late = pods().claim(run, "late", pod).orElseThrow();
        assertThat(pods().mayKill(run, "late")).isTrue();
        pods().forbid(run, "late");
        assertThat(pods().kill(late, Duration.ZERO)).isFalse();

        pods().permit(run, "late", Duration.ofMinutes(1));
        PodMark later = pods().claim(run, "late", pod).orElseThrow();
        for (var left : environment.leftovers()) {
            environment.clear(left);
        }
        assertThat(pods().kill(later, Duration.ZERO)).isFalse();
        // The claim and its removal have changed the pod's version.
        assertThat(pods().list()).extracting(Pod::uid).contains(pod.uid());
    }

    @Test
    void onlyPodsThatCarryTheLabelsAreKilled() throws Exception {
        String replica = pods().list().get(0).labels().get("crossfire.dev/replica");
        PodKill.Settings settings = new PodKill.Settings(null, Map.of("crossfire.dev/replica", replica), null, null);
        List<Pod> before = pods().list();
        FaultContext<PodKill.Settings> context = arming(settings, 6);
        try (Fault fault = new PodKill().arm(context)) {
            fault.inject();
            await(fault, seen -> seen.confirmed() && seen.cleared());
            new PodKill().heal(context, fault.handle());
        }

        List<String> left = pods().list().stream().map(Pod::uid).toList();
        assertThat(before.stream().filter(pod -> !left.contains(pod.uid())))
                .extracting(pod -> pod.labels().get("crossfire.dev/replica"))
                .containsExactly(replica);
    }

    @Test
    void oneRunClaimsTheNamespaceAndOthersAreRefusedWithItsName() throws Exception {
        EnvironmentClaim claim = environment.claim(run, Duration.ofSeconds(60));

        assertThatThrownBy(() -> environment.claim("another", Duration.ofSeconds(60)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining(run);
        claim.renew();
        assertThat(environment.leftovers())
                .allMatch(left -> left.run().equals(run))
                .hasSize(1);
        claim.release();
        claim.release();
        environment.claim("another", Duration.ofSeconds(1)).release();
        assertThat(environment.leftovers()).isEmpty();
    }

    private void await(Fault fault, Predicate<ProbeResult> expected) {
        Awaitility.await().atMost(SOON).pollInSameThread().until(fault::probe, expected);
    }

    private FaultContext<PodKill.Settings> arming(PodKill.Settings settings, int targets) {
        @Nullable Duration none = null;
        return new FaultContext<>(
                run,
                "storm",
                settings,
                none,
                environment.inventory().inRole("shop").stream().limit(targets).toList(),
                environment);
    }

    private Pods pods() throws FaultException {
        return environment.capability(environment.inventory().inRole("shop").get(0), Pods.class);
    }
}
