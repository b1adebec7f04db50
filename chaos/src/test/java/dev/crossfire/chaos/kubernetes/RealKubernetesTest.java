package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfire.chaos.fake.KubernetesFixture;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.PodKill;
import dev.crossfire.chaos.pods.PodKill.PodKillMode;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.Fault.FaultDelivery;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.testkit.MachineClock;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pod kills in a cluster with a real API server. {@code CROSSFIRE_REAL_KUBERNETES} names a folder with the kubeconfig files
 * {@code sa.conf}, of a user with the rights of docs/kubernetes.md, and {@code admin.conf}; the cluster has a namespace shop
 * with a Deployment web of six pods. Without the variable it is skipped.
 */
@Tag("live")
class RealKubernetesTest {
    private static final String VARIABLE = "CROSSFIRE_REAL_KUBERNETES";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final String run = "run-" + UUID.randomUUID();
    private Environment environment;
    private ApiServer admin;

    @BeforeEach
    void open() throws Exception {
        String folder = System.getenv(VARIABLE);
        assumeTrue(folder != null, "skipped: " + VARIABLE + " names no cluster");
        Path files = Path.of(String.valueOf(folder));
        environment = KubernetesFixture.open(
                files.resolve("sa.conf"), "shop", Map.of("web", KubernetesRole.deployment("web")));
        Kubeconfig kubeconfig = Kubeconfig.read(files.resolve("admin.conf").toString());
        admin = ApiServer.of(
                kubeconfig,
                kubeconfig.follow(null, new ArrayList<>()).orElseThrow().context(),
                new MachineClock());
        allServe();
    }

    @AfterEach
    void close() throws Exception {
        if (admin != null) {
            deleteBudget();
            admin.close();
        }
        if (environment != null) {
            for (var left : environment.leftovers()) {
                environment.clear(left);
            }
            environment.close();
        }
    }

    @Test
    void aDeploymentsPodsAreFoundInTheirZonesAndTheClusterIsKnown() {
        assertThat(environment.inventory().inRole("web")).hasSize(6).allMatch(target -> target.zone() != null);
        assertThat(environment.inventory().zones()).containsExactly("zone-a", "zone-b", "zone-c");
        assertThat(environment.cluster()).isNotNull();
    }

    @Test
    void aSecondKillOfARoleHitsThePodsThatHaveReplacedTheFirst() throws Exception {
        List<Target> planned = environment.inventory().inRole("web").subList(0, 2);
        try (Fault second = new PodKill().arm(killing("second", planned, PodKillMode.DELETE))) {
            try (Fault first = new PodKill().arm(killing("first", planned, PodKillMode.DELETE))) {
                first.inject();
                Awaitility.await().atMost(SOON).pollInSameThread().until(() -> first.probe()
                        .cleared());
            }
            List<Target> now = environment.current().inRole("web");
            assertThat(now).doesNotContainAnyElementsOf(planned);
            List<Target> others = now.subList(0, 2);
            List<String> uids = uids(others);

            second.retarget(others);
            second.inject();
            Awaitility.await().atMost(SOON).pollInSameThread().until(() -> second.probe()
                    .cleared());
            assertThat(pods().list()).extracting(Pod::uid).doesNotContainAnyElementsOf(uids);
        }
    }

    @Test
    void whatABudgetForbidsToEvictStays() throws Exception {
        budget(0);
        List<String> before = pods().list().stream().map(Pod::uid).toList();
        List<Target> targets = environment.inventory().inRole("web").subList(0, 2);
        FaultContext<PodKill.Settings> evicting = killing("evict", targets, PodKillMode.EVICT);
        Awaitility.await("the budget is counted").atMost(SOON).until(() -> new PodKill()
                .risks(evicting).stream().anyMatch(risk -> risk.contains("the PodDisruptionBudget all allows 0")));

        try (Fault fault = new PodKill().arm(evicting)) {
            assertThatThrownBy(fault::inject)
                    .isInstanceOf(NotInjectedException.class)
                    .hasMessageContaining(
                            "was refused: Cannot evict pod as it would violate the pod's disruption budget");
        }
        assertThat(pods().list()).extracting(Pod::uid).containsExactlyInAnyOrderElementsOf(before);
        deleteBudget();
        Awaitility.await("the budget is forgotten").atMost(SOON).until(() -> pods().budgets()
                .isEmpty());

        try (Fault fault = new PodKill().arm(killing("evict", targets, PodKillMode.EVICT))) {
            List<String> hit = uids(targets);
            fault.inject();
            Awaitility.await().atMost(SOON).pollInSameThread().until(() -> fault.probe()
                    .cleared());
            assertThat(pods().list()).extracting(Pod::uid).doesNotContainAnyElementsOf(hit);
        }
    }

    @Test
    void whatABudgetRefusesIsNotCountedAsKilled() throws Exception {
        budget(1);
        FaultContext<PodKill.Settings> evicting =
                killing("evict", environment.inventory().inRole("web").subList(0, 2), PodKillMode.EVICT);
        Awaitility.await("the budget is counted").atMost(SOON).until(() -> new PodKill()
                .risks(evicting).stream().anyMatch(risk -> risk.contains("the PodDisruptionBudget all allows 1")));

        try (Fault fault = new PodKill().arm(evicting)) {
            fault.inject();
            assertThat(fault.delivery()).isEqualTo(new FaultDelivery(2, 1));
            assertThat(fault.probe().detail()).contains("was refused: Cannot evict pod");
            Awaitility.await().atMost(SOON).pollInSameThread().until(() -> fault.probe()
                    .cleared());
        }
    }

    private void budget(int maxUnavailable) {
        admin.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace("shop")
                .resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName("all")
                        .endMetadata()
                        .withNewSpec()
                        .withNewMaxUnavailable(maxUnavailable)
                        .withNewSelector()
                        .addToMatchLabels("app", "web")
                        .endSelector()
                        .endSpec()
                        .build())
                .create();
    }

    /** Its first token is none that the server knows; the others are good for minutes, and said to last four seconds. */
    @Test
    void aPlugInLogsInAgainWhenTheServerRefusesItsTokenAndBeforeItExpires(@TempDir Path folder) throws Exception {
        String cluster = String.valueOf(System.getenv(VARIABLE));
        Path script = Files.writeString(folder.resolve("login"), """
                #!/bin/sh
                cd "$(dirname "$0")"
                echo run >> runs
                token=wrong
                [ "$(wc -l < runs)" -gt 1 ] && token=$(%s/bin/kubectl --kubeconfig %s/admin.conf -n shop create token crossfire)
                printf '{"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", "status":
                {"token": "%%s", "expirationTimestamp": "%%s"}}' "$token" "$(date -u -d '+4 seconds' +%%FT%%TZ)"
                """.formatted(cluster, cluster));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        String plugIn = Files.readString(Path.of(cluster, "sa.conf"))
                .replaceAll(
                        "\\{token: [^}]*}", "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login}}");
        Path file = Files.writeString(folder.resolve("config"), plugIn);

        try (ApiServer server = ApiServer.of(Kubeconfig.read(file.toString()), "cp", new MachineClock())) {
            Awaitility.await("the fourth login").atMost(SOON).pollInSameThread().until(() -> {
                server.request("list nodes", () -> server.client().nodes().list());
                return Files.readAllLines(folder.resolve("runs")).size() >= 4;
            });
        }
    }

    private void deleteBudget() {
        admin.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace("shop")
                .withName("all")
                .delete();
    }

    private List<String> uids(List<Target> targets) throws Exception {
        List<String> uids = new ArrayList<>();
        for (Pod pod : pods().list()) {
            if (targets.stream().anyMatch(target -> target.id().endsWith("/" + pod.name()))) {
                uids.add(pod.uid());
            }
        }
        return uids;
    }

    private void allServe() throws Exception {
        Pods pods = pods();
        Awaitility.await("six pods that serve")
                .atMost(SOON)
                .until(() -> pods.list().stream().filter(Pod::serves).count() == 6);
    }

    private Pods pods() throws Exception {
        return environment.capability(environment.inventory().inRole("web").get(0), Pods.class);
    }

    private FaultContext<PodKill.Settings> killing(String fault, List<Target> targets, PodKillMode mode) {
        return new FaultContext<>(
                run, fault, new PodKill.Settings(Duration.ZERO, null, null, null, mode), null, targets, environment);
    }
}
