package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.FakeKubernetes;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment leads to the cluster that its file names, or nowhere. */
class ClusterConnectionTest {
    @TempDir
    private Path folder;

    private FakeKubernetes cluster;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        cluster = new FakeKubernetes();
        cluster.onRequest(requests::add);
        cluster.add(
                "/api/v1/namespaces",
                "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"kube-system\", \"uid\": \"u-1\"}}");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void anUnknownContextIsRefusedAndTheCurrentOneIsNotUsedInstead() throws IOException {
        assertThat(problems("stagging", null, false))
                .containsExactly("/kubernetes/context: the context 'stagging' is invalid; expected a context of the"
                        + " kubeconfig: production, staging, broken, anonymous");
        assertThatThrownBy(() -> open("stagging", null, null).close())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("the context 'stagging' is invalid");
        assertThat(requests).isEmpty();
    }

    @Test
    void anUnknownClusterAndAnUnknownUserAreRefusedAtTheirPlaceInTheKubeconfig() throws IOException {
        Path file = folder.resolve("config");
        assertThat(problems("broken", null, false))
                .containsExactly(
                        file + ":14:23: the cluster 'nowhere' of the context 'broken' is invalid; expected a cluster of"
                                + " the kubeconfig: one",
                        file + ":14:38: the user 'nobody' of the context 'broken' is invalid; expected a user of the"
                                + " kubeconfig: me");
    }

    @Test
    void anUnknownCurrentContextIsRefusedAtItsPlace() throws IOException {
        kubeconfig("gone");
        assertThat(followed(null, null, false))
                .singleElement()
                .asString()
                .startsWith(folder.resolve("config") + ":3:18: the context 'gone' is invalid");
    }

    @Test
    void aProtectedEnvironmentIsBoundToOneServer() throws Exception {
        assertThat(problems("staging", null, true))
                .singleElement()
                .asString()
                .startsWith("/kubernetes/server: missing kubernetes.server of a protected environment")
                .contains(cluster.url());
        assertThat(problems("staging", "https://production:6443", true))
                .singleElement()
                .asString()
                .startsWith("/kubernetes/server: the context 'staging', which leads to " + cluster.url())
                .endsWith("expected a context that leads to https://production:6443");
        assertThat(problems("staging", cluster.url() + "/", true)).isEmpty();
    }

    @Test
    void aClusterWithAnotherUidIsRefused() {
        assertThatThrownBy(() -> open("staging", null, "u-2").close())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("has the uid u-1; expected u-2");
    }

    @Test
    void theEnvironmentNamesItsCluster() throws Exception {
        kubeconfig("production");
        try (Environment environment = open("staging", null, "u-1")) {
            assertThat(environment.cluster())
                    .hasToString(
                            "ClusterIdentity[server=" + cluster.url() + ", context=staging, namespace=shop, uid=u-1]");
        }
    }

    private List<String> problems(String context, @Nullable String server, boolean isProtected) throws IOException {
        kubeconfig("production");
        return followed(context, server, isProtected);
    }

    private List<String> followed(@Nullable String context, @Nullable String server, boolean isProtected) {
        ProviderSettings<KubernetesSettings, KubernetesRole> settings = settings(context, server, null);
        return new KubernetesProvider()
                .declared(spec(settings, isProtected), settings).problems().stream()
                        .map(Object::toString)
                        .toList();
    }

    private Environment open(String context, @Nullable String server, @Nullable String uid)
            throws EnvironmentException, IOException {
        kubeconfig("production");
        ProviderSettings<KubernetesSettings, KubernetesRole> settings = settings(context, server, uid);
        return new KubernetesProvider().openToHeal(spec(settings, false), settings, new MachineClock());
    }

    private ProviderSettings<KubernetesSettings, KubernetesRole> settings(
            @Nullable String context, @Nullable String server, @Nullable String uid) {
        return new ProviderSettings<>(
                new KubernetesSettings(folder.resolve("config").toString(), context, "shop", server, uid));
    }

    private static EnvironmentSpec spec(
            ProviderSettings<KubernetesSettings, KubernetesRole> settings, boolean isProtected) {
        return new EnvironmentSpec("cluster", null, isProtected, Limits.NONE, Map.of("kubernetes", settings));
    }

    private void kubeconfig(String current) throws IOException {
        Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: %s
                clusters:
                - name: one
                  cluster: { server: "%s" }
                users:
                - name: me
                  user: { token: t }
                contexts:
                - { name: production, context: { cluster: one, user: me } }
                - { name: staging, context: { cluster: one, user: me } }
                - name: broken
                  context: { cluster: nowhere, user: nobody }
                - { name: anonymous, context: { cluster: one } }
                """.formatted(current, cluster.url()));
    }
}
