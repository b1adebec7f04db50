package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.chaos.fake.KubernetesFixture;
import dev.crossfire.chaos.faults.NodeDrain;
import dev.crossfire.chaos.faults.Rollout;
import dev.crossfire.chaos.faults.Scale;
import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.chaos.kubernetes.ClusterRights.AccessRight;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.MachineClock;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lost zones, drained nodes and changed workloads of a cluster with a real API server, as {@link RealKubernetesTest} describes
 * it; its user has the rights that {@code crossfire permissions} writes for all of them, in a Role and a ClusterRole
 * {@code crossfire}. Both classes use the same Deployment, so they run one after the other.
 */
@Tag("live")
class RealClusterFaultsTest {
    private static final String VARIABLE = "CROSSFIRE_REAL_KUBERNETES";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final Map<String, KubernetesRole> ROLES = Map.of(
            "web",
            KubernetesRole.deployment("web"),
            "zone-a",
            KubernetesRole.zone("zone-a"),
            "node",
            KubernetesRole.nodes(Map.of("kubernetes.io/hostname", "node-b1")));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String run = "run-" + UUID.randomUUID();
    private Environment environment;
    private ApiServer admin;

    @BeforeEach
    void open() throws Exception {
        String folder = System.getenv(VARIABLE);
        assumeTrue(folder != null, "skipped: " + VARIABLE + " names no cluster");
        Path files = Path.of(String.valueOf(folder));
        Kubeconfig kubeconfig = Kubeconfig.read(files.resolve("admin.conf").toString());
        admin = ApiServer.of(
                kubeconfig,
                kubeconfig.follow(null, new ArrayList<>()).orElseThrow().context(),
                new MachineClock());
        environment = KubernetesFixture.open(files.resolve("sa.conf"), "shop", ROLES);
    }

    @AfterEach
    void close() throws Exception {
        if (environment != null) {
            for (var left : environment.leftovers()) {
                environment.clear(left);
            }
            environment.close();
        }
        if (admin != null) {
            admin.close();
        }
    }

    @Test
    void aLostZoneEndsByItself() throws Exception {
        endsByItself(new ZoneLoss(), new ZoneLoss.Settings(null), "zone-a");
    }

    @Test
    void aDrainedNodeEndsByItself() throws Exception {
        endsByItself(new NodeDrain(), new NodeDrain.Settings(), "node");
    }

    @Test
    void aRestartEndsByItself() throws Exception {
        endsByItself(new Rollout(), new Rollout.Settings(null, null, null), "web");
    }

    @Test
    void anotherImageIsRolledBack() throws Exception {
        endsByItself(new Rollout(), new Rollout.Settings("registry.example.org/web:2", null, null), "web");
    }

    @Test
    void fewerPodsEndByThemselves() throws Exception {
        endsByItself(new Scale(), new Scale.Settings(2), "web");
    }

    private <S extends FaultSettings> void endsByItself(FaultKind<S> kind, S settings, String role) throws Exception {
        FaultContext<S> context = context(settings, role);
        kind.requireRights(context);
        try (Fault fault = kind.arm(context)) {
            fault.inject();
            await(fault, ProbeResult::confirmed);
            assertThat(touched().isEmpty()).isEqualTo(context.duration() == null);
            await(fault, ProbeResult::cleared);
            kind.heal(context, fault.handle());
            assertThat(kind.verifyCleared(context, fault.handle()).cleared()).isTrue();
        }
        assertThat(touched()).isEmpty();
        assertThat(environment.leftovers()).isEmpty();
    }

    private static void await(Fault fault, Predicate<ProbeResult> expected) {
        Awaitility.await().atMost(SOON).pollInSameThread().until(fault::probe, expected);
    }

    private <S extends FaultSettings> FaultContext<S> context(S settings, String role) {
        boolean restarts = settings instanceof Rollout.Settings rollout && rollout.image() == null;
        return new FaultContext<>(
                run,
                "gone",
                settings,
                restarts ? null : SHORT,
                environment.inventory().inRole(role),
                environment);
    }

    /** Nodes and the Deployment, if they carry a mark. */
    private List<String> touched() {
        var web = admin.client().apps().deployments().inNamespace("shop").withName("web");
        return Stream.concat(admin.client().nodes().list().getItems().stream(), Stream.<HasMetadata>of(web.get()))
                .filter(one -> (one instanceof Node node && CordonedNodes.isCordoned(node)) || hasMark(one))
                .map(one -> one.getMetadata().getName())
                .toList();
    }

    private static boolean hasMark(HasMetadata one) {
        return Stream.of(one.getMetadata().getLabels(), one.getMetadata().getAnnotations())
                .anyMatch(noted ->
                        noted != null && noted.keySet().stream().anyMatch(key -> key.startsWith("crossfire.dev/")));
    }

    static Stream<AccessRight> rights() {
        return Stream.of(
                        ClusterRights.ofPodKill(false),
                        ClusterRights.ofPodKill(true),
                        ClusterRights.ofCordon(),
                        ClusterRights.ofWorkloadChange(PodController.DEPLOYMENT))
                .flatMap(List::stream)
                .distinct();
    }

    /** Before anything is changed, by the plan. */
    @ParameterizedTest
    @MethodSource("rights")
    void aRightThatIsTakenAwayIsNamed(AccessRight right) throws Exception {
        String expected = right.verb() + " on " + right.resource();
        GenericKubernetesResource role = role(right.everywhere());
        List<JsonNode> before = rules(role);
        List<JsonNode> without = new ArrayList<>();
        for (JsonNode rule : before) {
            ObjectNode changed = rule.deepCopy();
            if (names(rule, "resources").contains(right.resource())) {
                ArrayNode verbs = changed.putArray("verbs");
                names(rule, "verbs").stream()
                        .filter(verb -> !verb.equals(right.verb()))
                        .forEach(verbs::add);
            }
            if (!names(changed, "verbs").isEmpty()) {
                without.add(changed);
            }
        }
        try {
            change(right.everywhere(), without);
            Awaitility.await(expected).atMost(SOON).until(() -> missing().contains(expected));
        } finally {
            change(right.everywhere(), before);
        }
        Awaitility.await("all rights again").atMost(SOON).until(() -> missing().isEmpty());
    }

    private String missing() {
        try {
            new ZoneLoss().requireRights(context(new ZoneLoss.Settings(null), "zone-a"));
            new NodeDrain().requireRights(context(new NodeDrain.Settings(), "node"));
            new Scale().requireRights(context(new Scale.Settings(2), "web"));
            return "";
        } catch (FaultException lacking) {
            return String.valueOf(lacking.getMessage());
        }
    }

    private static List<String> names(JsonNode rule, String field) {
        return rule.path(field).valueStream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> rules(GenericKubernetesResource role) {
        return JSON.<JsonNode>valueToTree(role.getAdditionalProperties())
                .path("rules")
                .valueStream()
                .toList();
    }

    private GenericKubernetesResource role(boolean everywhere) {
        return roles(everywhere).withName("crossfire").get();
    }

    private void change(boolean everywhere, List<JsonNode> rules) {
        GenericKubernetesResource role = role(everywhere);
        role.setAdditionalProperty("rules", rules);
        roles(everywhere).resource(role).update();
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            roles(boolean everywhere) {
        var roles = admin.client()
                .genericKubernetesResources("rbac.authorization.k8s.io/v1", everywhere ? "ClusterRole" : "Role");
        return everywhere ? roles : roles.inNamespace("shop");
    }
}
