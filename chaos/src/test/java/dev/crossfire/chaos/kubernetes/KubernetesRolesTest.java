package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.FakeKubernetes;
import dev.crossfire.chaos.fake.KubernetesFixture;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles are played by the pods that Kubernetes itself would count to a controller, and only by those that run. */
class KubernetesRolesTest {
    private static final String APPS = "/apis/apps/v1/namespaces/shop/";
    private static final String PODS = "/api/v1/namespaces/shop/pods";

    @TempDir
    private Path folder;

    private FakeKubernetes cluster;

    @BeforeEach
    void aDeploymentAStatefulSetAndADaemonSet() throws IOException {
        cluster = new FakeKubernetes();
        controller("deployments", "Deployment", "web", "matchLabels: {app: web}");
        controller("statefulsets", "StatefulSet", "db", "matchLabels: {app: db}");
        controller("daemonsets", "DaemonSet", "agent", "matchLabels: {app: agent}");
        set("web-1", "web", "web");
        set("canary-1", "canary", "web");
        pod("web-1-a", "web", "web-1", "Running");
        pod("web-1-b", "web", "web-1", "Running");
        pod("db-0", "db", "db", "Running");
        pod("agent-x", "agent", "agent", "Running");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void aDeploymentsPodsAreThoseOfItsReplicaSetsNotThoseWithSimilarLabels() throws Exception {
        pod("canary-1-a", "web", "canary-1", "Running");
        pod("bare", "web", null, "Running");

        assertThat(targets("web", KubernetesRole.deployment("web"))).containsExactly("shop/web-1-a", "shop/web-1-b");
        try (Environment environment = open(Map.of("web", KubernetesRole.deployment("web")))) {
            Target one = environment.inventory().targets().get(0);
            assertThat(environment.capability(one, Pods.class).list())
                    .extracting(Pod::name)
                    .containsExactly("web-1-a", "web-1-b");
        }
    }

    @Test
    void matchExpressionsSelect() throws Exception {
        cluster.remove(APPS + "deployments/web");
        controller(
                "deployments", "Deployment", "web", "matchExpressions: [{key: app, operator: In, values: [web, x]}]");
        pod("web-1-c", "x", "web-1", "Running");

        assertThat(targets("web", KubernetesRole.deployment("web")))
                .containsExactly("shop/web-1-a", "shop/web-1-b", "shop/web-1-c");
    }

    @Test
    void statefulSetsAndDaemonSetsPlayRoles() throws Exception {
        pod("db-copy", "db", null, "Running");

        assertThat(targets("db", new KubernetesRole(null, "db", null, null, null, null, null)))
                .containsExactly("shop/db-0");
        assertThat(targets("agent", new KubernetesRole(null, null, "agent", null, null, null, null)))
                .containsExactly("shop/agent-x");
    }

    @Test
    void podsThatHaveEndedOrAreBeingDeletedAreNoTargets() throws Exception {
        pod("web-1-evicted", "web", "web-1", "Failed");
        pod("web-1-done", "web", "web-1", "Succeeded");
        cluster.add(
                PODS,
                json("web-1-leaving", "web", "web-1", "Running", ", \"deletionTimestamp\": \"2026-01-01T00:00:00Z\""));

        assertThat(targets("web", KubernetesRole.deployment("web"))).containsExactly("shop/web-1-a", "shop/web-1-b");
        assertThat(targets("web", KubernetesRole.labels(Map.of("app", "web"))))
                .containsExactly("shop/web-1-a", "shop/web-1-b");
    }

    @Test
    void aRoleWhosePodsHaveAllEndedIsRefusedWithTheReason() {
        pod("job-1", "job", null, "Succeeded");

        assertThatThrownBy(() -> open(Map.of("job", KubernetesRole.labels(Map.of("app", "job"))))
                        .close())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("roles.job: no pod plays it: of the 1 of shop/app=job, each has ended");
    }

    @Test
    void whatPlaysARoleIsReadAgainForEachFault() throws Exception {
        try (Environment environment = open(Map.of("web", KubernetesRole.deployment("web")))) {
            cluster.remove(PODS + "/web-1-a");
            set("web-2", "web", "web");
            pod("web-2-z", "web", "web-2", "Running");

            assertThat(environment.current().targets())
                    .extracting(Target::id)
                    .containsExactly("shop/web-1-b", "shop/web-2-z");
        }
    }

    private List<String> targets(String name, KubernetesRole role) throws EnvironmentException {
        try (Environment environment = open(Map.of(name, role))) {
            return environment.inventory().targets().stream()
                    .map(Target::id)
                    .sorted()
                    .toList();
        }
    }

    private Environment open(Map<String, KubernetesRole> roles) throws EnvironmentException {
        try {
            return KubernetesFixture.open(cluster.kubeconfig(folder), "shop", roles);
        } catch (IOException unwritable) {
            throw new AssertionError(unwritable);
        }
    }

    private void controller(String plural, String kind, String name, String selector) {
        String json = selector.replaceAll("([A-Za-z]+)", "\"$1\"");
        cluster.add(APPS + plural, """
                {"apiVersion": "apps/v1", "kind": "%s", "metadata": {"name": "%s", "uid": "%s"},
                 "spec": {"selector": {%s}}}""".formatted(kind, name, name, json));
    }

    private void set(String name, String owner, String app) {
        cluster.add(APPS + "replicasets", """
                {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "%s", "uid": "%s",
                 "labels": {"app": "%s"}, "ownerReferences": [%s]}}""".formatted(name, name, app, owner(owner)));
    }

    private void pod(String name, String app, @Nullable String owner, String phase) {
        cluster.add(PODS, json(name, app, owner, phase, ""));
    }

    private static String json(String name, String app, @Nullable String owner, String phase, String more) {
        return """
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s", "namespace": "shop", "uid": "%s",
                 "creationTimestamp": "2026-01-01T00:00:00Z", "labels": {"app": "%s"}, "ownerReferences": [%s]%s},
                 "spec": {}, "status": {"phase": "%s", "conditions": [{"type": "Ready", "status": "%s"}]}}""".formatted(
                        name,
                        name,
                        app,
                        owner == null ? "" : owner(owner),
                        more,
                        phase,
                        phase.equals("Running") ? "True" : "False");
    }

    private static String owner(String uid) {
        return """
                {"apiVersion": "apps/v1", "kind": "X", "name": "%s", "uid": "%s", "controller": true}""".formatted(uid, uid);
    }
}
