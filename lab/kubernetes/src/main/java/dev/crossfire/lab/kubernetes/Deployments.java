package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.lab.kubernetes.KubernetesJson.Conditions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Keeps as many pods as the deployment demands, of its present template. Used under the cluster's lock. */
final class Deployments {
    private static final int HISTORY = 10;
    private static final Comparator<ObjectNode> LEAST_MISSED_FIRST = Comparator.<ObjectNode, Boolean>comparing(
                    pod -> KubernetesJson.holds(pod, "Ready"))
            .thenComparing(Deployments::version, Comparator.reverseOrder());

    private final Store store;
    private final Kubelet kubelet;
    private final Events events;
    private final Clock clock;
    private final Random random;
    private final Workload workload;

    Deployments(Workload workload, Store store, Kubelet kubelet, Events events, Clock clock, Random random) {
        this.workload = workload;
        this.store = store;
        this.kubelet = kubelet;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /** Makes pods of the present template, and returns them. */
    List<ObjectNode> begin() {
        ObjectNode deployment = deployment();
        ObjectNode set = replicaSet(deployment);
        return Stream.generate(() -> make(set)).limit(wanted(deployment)).toList();
    }

    /** Takes one step towards the desired state, and returns how far it is. */
    void tick() {
        ObjectNode deployment = deployment();
        ObjectNode set = replicaSet(deployment);
        List<ObjectNode> active = active();
        int wanted = wanted(deployment);
        if (active.size() < wanted) {
            for (int i = active.size(); i < wanted; i++) {
                events.normal(set, "SuccessfulCreate", "Created pod: " + KubernetesJson.name(make(set)));
            }
        } else if (active.size() > wanted) {
            active.stream()
                    .sorted(Comparator.<ObjectNode, Boolean>comparing(pod -> isOf(set, pod))
                            .thenComparing(LEAST_MISSED_FIRST))
                    .limit(active.size() - wanted)
                    .forEach(pod -> end(set, pod));
        } else {
            roll(set, active, wanted);
        }
        report(deployment, set);
    }

    /** Replaces pods of old templates: those that do not serve at once, of the others one at a time. */
    private void roll(ObjectNode set, List<ObjectNode> active, int wanted) {
        long spare = active.stream()
                        .filter(pod -> KubernetesJson.holds(pod, "Ready"))
                        .count()
                - (wanted - 1);
        List<ObjectNode> old = active.stream()
                .filter(pod -> !isOf(set, pod))
                .sorted(LEAST_MISSED_FIRST)
                .toList();
        for (ObjectNode pod : old) {
            if (!KubernetesJson.holds(pod, "Ready")) {
                end(set, pod);
            } else if (spare > 0) {
                spare--;
                end(set, pod);
            }
        }
    }

    private void end(ObjectNode set, ObjectNode pod) {
        events.normal(set, "SuccessfulDelete", "Deleted pod: " + KubernetesJson.name(pod));
        kubelet.end(pod, grace(pod));
    }

    /** Returns the grace period that a pod demands itself. */
    static Duration grace(JsonNode pod) {
        return Duration.ofSeconds(pod.at("/spec/terminationGracePeriodSeconds").asLong());
    }

    private ObjectNode make(ObjectNode set) {
        return store.create(ResourceKind.POD, Manifests.pod(set, random));
    }

    private ObjectNode deployment() {
        return store.get(ResourceKind.DEPLOYMENT, workload.namespace(), workload.deployment());
    }

    private static int wanted(ObjectNode deployment) {
        return deployment.at("/spec/replicas").asInt();
    }

    private List<ObjectNode> active() {
        Selector ours = Selector.labelled(Map.of("app", workload.deployment()));
        return store.list(ResourceKind.POD, workload.namespace()).items().stream()
                .filter(pod -> !KubernetesJson.isLeaving(pod) && ours.matches(pod))
                .toList();
    }

    private static boolean isOf(ObjectNode set, ObjectNode pod) {
        return set.at("/metadata/labels")
                .path(Manifests.HASH)
                .equals(pod.at("/metadata/labels").path(Manifests.HASH));
    }

    private static long version(ObjectNode pod) {
        return pod.at("/metadata/resourceVersion").asLong();
    }

    /** Finds the set of the present template; a template that comes back becomes the newest revision. */
    private ObjectNode replicaSet(ObjectNode deployment) {
        String hash = Manifests.hash(deployment.at("/spec/template"));
        String name = KubernetesJson.name(deployment) + "-" + hash;
        int newest = sets().stream().mapToInt(Deployments::revision).max().orElse(0);
        ObjectNode set = store.find(ResourceKind.REPLICA_SET, workload.namespace(), name)
                .orElseGet(() ->
                        store.create(ResourceKind.REPLICA_SET, Manifests.replicaSet(deployment, hash, newest + 1)));
        if (revision(set) < newest) {
            store.edit(ResourceKind.REPLICA_SET, workload.namespace(), name, next -> next.withObject(
                            "/metadata/annotations")
                    .put(Manifests.REVISION, Integer.toString(newest + 1)));
        }
        sets().stream()
                .sorted(Comparator.comparing(Deployments::revision).reversed())
                .skip(HISTORY)
                .forEach(old -> store.remove(ResourceKind.REPLICA_SET, workload.namespace(), KubernetesJson.name(old)));
        return store.get(ResourceKind.REPLICA_SET, workload.namespace(), name);
    }

    private List<ObjectNode> sets() {
        return store.list(ResourceKind.REPLICA_SET, workload.namespace()).items();
    }

    private static int revision(ObjectNode set) {
        return set.at("/metadata/annotations").path(Manifests.REVISION).asInt();
    }

    private void report(ObjectNode deployment, ObjectNode set) {
        List<ObjectNode> active = active();
        for (ObjectNode each : sets()) {
            List<ObjectNode> pods =
                    active.stream().filter(pod -> isOf(each, pod)).toList();
            store.edit(ResourceKind.REPLICA_SET, workload.namespace(), KubernetesJson.name(each), next -> {
                next.withObject("/spec").put("replicas", isOf(set, each) ? wanted(deployment) : pods.size());
                next.withObject("/status")
                        .put("replicas", pods.size())
                        .put("readyReplicas", ready(pods))
                        .put("availableReplicas", ready(pods));
            });
        }
        int wanted = wanted(deployment);
        int updated = (int) active.stream().filter(pod -> isOf(set, pod)).count();
        int ready = ready(active);
        store.edit(ResourceKind.DEPLOYMENT, workload.namespace(), workload.deployment(), next -> {
            next.withObject("/metadata/annotations").put(Manifests.REVISION, Integer.toString(revision(set)));
            next.withObject("/status")
                    .put(
                            "observedGeneration",
                            deployment.at("/metadata/generation").asLong())
                    .put("replicas", active.size())
                    .put("updatedReplicas", updated)
                    .put("readyReplicas", ready)
                    .put("availableReplicas", ready)
                    .put("unavailableReplicas", Math.max(0, wanted - ready));
            boolean enough = ready >= wanted - 1;
            Conditions.set(
                    next,
                    "Available",
                    enough,
                    enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                    ready + " of " + wanted + " pods are ready",
                    clock.instant());
            boolean done = updated == wanted && ready == wanted && active.size() == wanted;
            Conditions.set(
                    next,
                    "Progressing",
                    true,
                    done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                    "ReplicaSet \"" + KubernetesJson.name(set) + "\""
                            + (done ? " has successfully progressed." : " is progressing."),
                    clock.instant());
        });
    }

    private static int ready(List<ObjectNode> pods) {
        return (int)
                pods.stream().filter(pod -> KubernetesJson.holds(pod, "Ready")).count();
    }
}
