package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.FakeKubernetes;
import dev.crossfire.chaos.fake.FakeKubernetes.Answer;
import dev.crossfire.chaos.fake.KubernetesFixture;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.PodKill;
import dev.crossfire.chaos.pods.PodKill.PodKillMode;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.chaos.pods.Pods.KillRefusedException;
import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What protects pods is listed before they are killed, an eviction respects it, and no kill is sent twice. */
class PodProtectionTest {
    private static final String PODS = "/api/v1/namespaces/shop/pods";

    @TempDir
    private Path folder;

    private FakeKubernetes cluster;
    private Environment environment;

    @BeforeEach
    void threePodsAndABudget() throws Exception {
        cluster = new FakeKubernetes();
        pod("web-1", ", \"ownerReferences\": [{\"kind\": \"ReplicaSet\", \"uid\": \"r\", \"controller\": true}]");
        pod("web-2", ", \"ownerReferences\": [{\"kind\": \"ReplicaSet\", \"uid\": \"r\", \"controller\": true}]");
        pod("bare", "");
        cluster.add("/apis/policy/v1/namespaces/shop/poddisruptionbudgets", """
                {"metadata": {"name": "web-pdb"}, "spec": {"selector": {"matchLabels": {"app": "web"}}},
                 "status": {"disruptionsAllowed": 1}}""");
        environment = KubernetesFixture.open(
                cluster.kubeconfig(folder), "shop", Map.of("web", KubernetesRole.labels(Map.of("app", "web"))));
    }

    @AfterEach
    void end() {
        environment.close();
        cluster.close();
    }

    @Test
    void aBudgetThatDeletionsBypassAndABarePodAreNamed() throws Exception {
        assertThat(new PodKill().risks(killing(PodKillMode.DELETE)))
                .containsExactly(
                        "nothing replaces bare: no controller has it",
                        "the PodDisruptionBudget web-pdb allows 1 disruption now, and 3 of its pods are killed at one time:"
                                + " a deletion bypasses it, mode: evict respects it");
        assertThat(new PodKill().risks(killing(PodKillMode.EVICT)))
                .last()
                .asString()
                .endsWith("killed at one time: the others are not evicted");
    }

    @Test
    void aBudgetThatMayNotBeReadIsNotTakenForNone() throws Exception {
        cluster.onRefusal(
                call -> call.contains("poddisruptionbudgets") ? FakeKubernetes.status(403, "forbidden") : null);

        assertThat(new PodKill().risks(killing(PodKillMode.DELETE)))
                .last()
                .asString()
                .startsWith("whether a PodDisruptionBudget protects the pods of shop/app=web is not known")
                .contains("did not list the poddisruptionbudgets in shop (403)");
    }

    @Test
    void aRefusedEvictionIsReportedInTheServersWords() throws Exception {
        String[] last = {""};
        cluster.onRequest(call -> last[0] = call);
        cluster.onRefusal(call -> call.endsWith("/eviction")
                ? FakeKubernetes.status(429, "Cannot evict pod as it would violate the pod's disruption budget.")
                : null);
        Pods pods = pods().evicting();
        Pod pod = pods.list().get(0);

        assertThatThrownBy(() -> pods.kill(new PodMark(pod, "7"), Duration.ZERO))
                .isInstanceOf(KillRefusedException.class)
                .hasMessage("the eviction of pod shop/" + pod.name()
                        + " was refused: Cannot evict pod as it would violate the pod's disruption budget.");
        assertThat(last[0]).isEqualTo("POST " + PODS + "/" + pod.name() + "/eviction");
    }

    /** A repetition would reach the server long after the check that the pod may be missing. */
    @ParameterizedTest
    @CsvSource({"429, 1", "503, 1", "500,", "401,"})
    void aKillIsSentOnceWhateverTheServerAnswers(int status, @Nullable String retryAfter) throws Exception {
        Pods deleting = pods();
        PodMark mark = new PodMark(deleting.list().get(0), "7");
        List<String> kills = new CopyOnWriteArrayList<>();
        cluster.onRequest(kills::add);
        cluster.onRefusal(call ->
                new Answer(status, FakeKubernetes.status(status, "not now").body(), retryAfter));

        for (Pods pods : List.of(deleting, deleting.evicting())) {
            assertThatThrownBy(() -> pods.kill(mark, null)).hasMessageContaining("not now");
        }
        assertThat(kills)
                .containsExactly(
                        "DELETE " + PODS + "/" + mark.pod().name(),
                        "POST " + PODS + "/" + mark.pod().name() + "/eviction");
    }

    @Test
    void aPodThatIsGoneOrHasChangedWasNotKilledByUs() throws Exception {
        Pods deleting = pods();
        PodMark mark = new PodMark(deleting.list().get(0), "7");
        for (int status : new int[] {404, 409}) {
            cluster.onRefusal(call -> FakeKubernetes.status(status, "no such pod"));
            assertThat(deleting.kill(mark, null)).isFalse();
            assertThat(deleting.evicting().kill(mark, null)).isFalse();
        }
    }

    private Pods pods() throws Exception {
        return environment.capability(environment.inventory().targets().get(0), Pods.class);
    }

    private FaultContext<PodKill.Settings> killing(PodKillMode mode) {
        return new FaultContext<>(
                "run",
                "kill",
                new PodKill.Settings(null, null, null, null, mode),
                null,
                List.copyOf(environment.inventory().targets()),
                environment);
    }

    private void pod(String name, String owner) {
        cluster.add(PODS, """
                {"metadata": {"name": "%s", "namespace": "shop", "uid": "%s", "labels": {"app": "web"},
                 "creationTimestamp": "2026-01-01T00:00:00Z"%s}, "spec": {},
                 "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}""".formatted(name, name, owner));
    }
}
