package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.lab.kubernetes.KubernetesJson.Conditions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The controllers, one at a time: every change of a client's is taken up at once, the world's within a tenth second. */
final class ControllerLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ControllerLoop.class.getName());
    private static final long TICK_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Workload workload;
    private final Store store;
    private final Kubelet kubelet;
    private final Deployments deployments;
    private final Budgets budgets;
    private final Events events;
    private final Clock clock;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "controllers");
        thread.setDaemon(true);
        return thread;
    });

    /** A cluster whose pods are the processes that run in the slots. */
    ControllerLoop(Workload workload, Clock clock, Random random) {
        this.workload = workload;
        this.clock = clock;
        this.store = new Store(clock);
        this.events = new Events(store, workload.namespace(), clock);
        this.kubelet = new Kubelet(workload, store, events, clock);
        this.deployments = new Deployments(workload, store, kubelet, events, clock, random);
        this.budgets = new Budgets(store);
        Stream.of("default", workload.namespace())
                .distinct()
                .forEach(name -> store.create(ResourceKind.NAMESPACE, Manifests.namespace(name)));
        for (String node : workload.nodes()) {
            store.create(ResourceKind.NODE, Manifests.node(node));
        }
        store.create(ResourceKind.DEPLOYMENT, Manifests.deployment(workload));
        kubelet.adopt(deployments.begin());
        tick();
        var unused = ticks.scheduleWithFixedDelay(this::tickOrLog, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    Store store() {
        return store;
    }

    /** Creates a client's object. */
    synchronized ObjectNode create(ResourceKind kind, String namespace, ObjectNode wanted) {
        store.get(ResourceKind.NAMESPACE, "", namespace);
        return store.create(kind, Admission.created(kind, namespace, wanted));
    }

    /** What a client makes of an object, given what it is now. */
    @FunctionalInterface
    interface ObjectChange {
        ObjectNode from(ObjectNode now);
    }

    /** Applies a client's change to an object. */
    synchronized ObjectNode change(ResourceKind kind, String namespace, String name, ObjectChange step) {
        ObjectNode now = store.get(kind, namespace, name);
        ObjectNode next = store.replace(kind, Admission.changed(kind, now, step.from(now)));
        tick();
        return next;
    }

    /**
     * Deletes an object; a pod may take its grace period to go.
     *
     * @param options a client's DeleteOptions; may be empty
     * @return the object as it was last
     */
    synchronized ObjectNode delete(ResourceKind kind, String namespace, String name, JsonNode options) {
        ObjectNode now = store.get(kind, namespace, name);
        for (String one : List.of("uid", "resourceVersion")) {
            String wanted = options.at("/preconditions").path(one).asText("");
            String found = now.path("metadata").path(one).asText();
            if (!wanted.isEmpty() && !wanted.equals(found)) {
                throw ApiException.conflict(
                        kind, name, "the " + one + " in the precondition is " + wanted + ", the object's is " + found);
            }
        }
        if (!kind.equals(ResourceKind.POD)) {
            store.remove(kind, namespace, name);
            return now;
        }
        Duration grace = options.has("gracePeriodSeconds")
                ? Duration.ofSeconds(
                        Math.max(0, options.path("gracePeriodSeconds").asLong()))
                : Deployments.grace(now);
        kubelet.end(now, grace);
        tick();
        return store.find(kind, namespace, name).orElse(now);
    }

    /** Deletes a pod if no budget forbids it. */
    synchronized void evict(String namespace, String name, JsonNode eviction) {
        budgets.check(store.get(ResourceKind.POD, namespace, name));
        delete(ResourceKind.POD, namespace, name, eviction.path("deleteOptions"));
    }

    synchronized Optional<Path> log(String pod) {
        return kubelet.log(pod);
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        store.close();
        kubelet.close();
    }

    private void tickOrLog() {
        try {
            tick();
        } catch (RuntimeException e) {
            // Thrown on, it would silently end all ticks to come.
            LOG.log(System.Logger.Level.ERROR, "the controllers failed; they go on", e);
        }
    }

    private synchronized void tick() {
        for (String node : workload.nodes()) {
            boolean up = kubelet.isUp(node);
            store.edit(
                    ResourceKind.NODE,
                    "",
                    node,
                    next -> Conditions.set(
                            next, "Ready", up, up ? "KubeletReady" : "NodeStatusUnknown", "", clock.instant()));
        }
        kubelet.tick();
        deployments.tick();
        store.list(ResourceKind.POD, workload.namespace()).items().stream()
                .filter(pod -> !pod.at("/spec").has("nodeName"))
                .sorted(Comparator.comparing(
                        pod -> pod.at("/metadata/resourceVersion").asLong()))
                .forEach(this::schedule);
        budgets.tick();
    }

    private void schedule(ObjectNode pod) {
        if (kubelet.place(pod)) {
            return;
        }
        // A slot that was just freed needs a moment: that is no event worth reporting.
        Instant since = Instant.parse(pod.at("/metadata/creationTimestamp").asText());
        boolean reported = !pod.at("/status/conditions").isEmpty();
        if (!reported && clock.instant().isAfter(since.plus(PATIENCE))) {
            String why = "no node that is up and may be scheduled has a free slot";
            store.edit(
                    ResourceKind.POD,
                    workload.namespace(),
                    KubernetesJson.name(pod),
                    next -> Conditions.set(next, "PodScheduled", false, "Unschedulable", why, clock.instant()));
            events.warning(pod, "FailedScheduling", why);
        }
    }
}
