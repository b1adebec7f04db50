package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.FakeKubernetes;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A namespace in which nothing runs any more. */
class KubernetesEnvironmentTest {
    private static final String CLAIM = "crossfire-claim";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private FakeKubernetes cluster;
    private EnvironmentSpec spec;
    private ProviderSettings<KubernetesSettings, KubernetesSettings.KubernetesRole> settings;

    @BeforeEach
    void begin() throws IOException {
        cluster = new FakeKubernetes();
        settings = new ProviderSettings<>(
                new KubernetesSettings(cluster.kubeconfig(folder).toString(), null, "shop", null, null),
                Map.of(
                        "web", KubernetesSettings.KubernetesRole.deployment("web"),
                        "search", KubernetesSettings.KubernetesRole.labels(Map.of("app", "search"))));
        spec = new EnvironmentSpec("cluster", null, false, Limits.NONE, Map.of("kubernetes", settings));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void rolesWithoutTargetsDoNotPreventHealing() throws Exception {
        assertThatThrownBy(() -> new KubernetesProvider().open(spec, settings, new MachineClock()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("roles.web: missing deployment web")
                .hasMessageContaining("roles.search: no pod plays it");
        try (Environment environment = toHeal()) {
            environment.claim("run-1", MINUTE);
        }
        try (Environment environment = toHeal()) {
            assertThat(environment.inventory().targets()).isEmpty();
            assertThat(environment.leftovers()).extracting(Leftover::run).containsExactly("run-1");
            for (Leftover left : environment.leftovers()) {
                environment.clear(left);
            }
            assertThat(environment.leftovers()).isEmpty();
            assertThat(environment.capability(pod("search"), Pods.class).list()).isEmpty();
            assertThatThrownBy(() -> environment.capability(pod("web"), Pods.class))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("missing controller for the role web");
        }
    }

    @Test
    void everyMissingRightIsListedAtOnceBeforeAnythingIsDone() {
        cluster.deny("update leases");
        cluster.deny("list nodes");
        cluster.deny("delete pods");
        List<String> requests = new ArrayList<>();
        cluster.onRequest(requests::add);

        assertThatThrownBy(() -> new KubernetesProvider()
                        .open(spec, settings, new MachineClock())
                        .close())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("lacks rights in the cluster at " + cluster.url())
                .hasMessageContaining("list on nodes in the whole cluster, for the zones of pods")
                .hasMessageContaining("update on leases.coordination.k8s.io in namespace shop, for the claim")
                .hasMessageContaining("delete on pods in namespace shop, for pod-kill");
        assertThat(requests)
                .allMatch(call -> call.endsWith("selfsubjectaccessreviews") || call.contains("kube-system"));
    }

    @Test
    void aFaultsRightsAreRequiredWhereItIsPlanned() throws Exception {
        cluster.deny("patch pods");
        try (Environment environment = toHeal()) {
            Pods pods = environment.capability(pod("search"), Pods.class);
            assertThatThrownBy(pods::requireRights)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("patch on pods in namespace shop, for pod-kill");
        }
    }

    @Test
    void anExpiredClaimIsTakenOverByOneOfTwoSimultaneousRuns() throws Exception {
        try (Environment environment = toHeal()) {
            environment.claim("dead", Duration.ZERO);
            cluster.onRequest(call -> {
                if (call.startsWith("PUT ")) {
                    cluster.give(CLAIM, "quicker");
                }
            });
            assertThatThrownBy(() -> environment.claim("slower", MINUTE))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("another process did so at the same moment");
            assertThat(cluster.holder(CLAIM)).isEqualTo("quicker");

            cluster.onRequest(call -> {});
            environment.claim("later", MINUTE);
            assertThat(cluster.holder(CLAIM)).isEqualTo("later");
            assertThat(environment.leftovers()).extracting(Leftover::run).containsExactly("later");
            assertThatThrownBy(() -> environment.claim("slower", MINUTE)).hasMessageContaining("run later has claimed");
        }
    }

    private Environment toHeal() throws EnvironmentException {
        return new KubernetesProvider().openToHeal(spec, settings, new MachineClock());
    }

    private static Target pod(String role) {
        return new Target(role, KubernetesRoles.TYPE, "shop/" + role + "-1", null, Set.of(Capability.PODS), Map.of());
    }
}
