package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.lab.kubernetes.PodProcess.Life;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs pods in slots: a pod's status is that of its process. Used under the cluster's lock. */
final class Kubelet implements AutoCloseable {
    /** A slot and the pod in it. */
    private static final class Berth {
        private final PodSlot slot;
        private @Nullable String pod;
        private int startsBefore;
        private Instant deadline = Instant.MAX;

        Berth(PodSlot slot) {
            this.slot = slot;
        }
    }

    private final Workload workload;
    private final Store store;
    private final Events events;
    private final Clock clock;
    private final Readiness readiness;
    private final List<Berth> berths;

    Kubelet(Workload workload, Store store, Events events, Clock clock) {
        this.workload = workload;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.readiness = new Readiness(clock);
        this.berths = workload.slots().stream().map(Berth::new).toList();
    }

    /** Gives pods that were just made the processes that run already. */
    void adopt(List<ObjectNode> pods) {
        for (int i = 0; i < pods.size(); i++) {
            Berth berth = berths.get(i);
            readiness.vouch(berth.slot, berth.slot.process().life().starts());
            settle(berth, pods.get(i), 0);
        }
    }

    /** Starts a pod on the node that has the fewest; false when there is no place for it. */
    boolean place(ObjectNode pod) {
        Optional<Berth> found = berths.stream()
                .filter(this::isFree)
                .min(Comparator.comparing((Berth berth) -> podsOn(berth.slot.node()))
                        .thenComparing(berth -> berth.slot.name()));
        found.ifPresent(berth -> {
            settle(berth, pod, berth.slot.process().life().starts());
            events.normal(
                    pod,
                    "Scheduled",
                    "Successfully assigned " + KubernetesJson.namespace(pod) + "/" + KubernetesJson.name(pod) + " to "
                            + berth.slot.node());
            berth.slot.process().start();
        });
        return found.isPresent();
    }

    private void settle(Berth berth, ObjectNode pod, int startsBefore) {
        berth.pod = KubernetesJson.name(pod);
        berth.startsBefore = startsBefore;
        berth.deadline = Instant.MAX;
        store.edit(Kind.POD, KubernetesJson.namespace(pod), KubernetesJson.name(pod), next -> {
            next.withObject("/spec").put("nodeName", berth.slot.node());
            next.withObject("/metadata/labels").put(Manifests.REPLICA, berth.slot.name());
            Conditions.set(next, "PodScheduled", true, "Scheduled", "", clock.instant());
            look(berth, next);
        });
    }

    /** Ends a pod: signals its process, and kills it when the grace period is over; none at all when that is zero. */
    void end(ObjectNode pod, Duration grace) {
        Optional<Berth> home = berths.stream()
                .filter(berth -> KubernetesJson.name(pod).equals(berth.pod))
                .findFirst();
        if (home.isEmpty()) {
            store.remove(Kind.POD, KubernetesJson.namespace(pod), KubernetesJson.name(pod));
            return;
        }
        Berth berth = home.get();
        berth.slot.process().keepDown();
        String reason = "pod " + KubernetesJson.name(pod) + " was deleted";
        if (grace.isZero()) {
            berth.slot.process().kill(reason);
            leave(berth, pod);
            return;
        }
        Instant deadline = clock.instant().plus(grace);
        if (KubernetesJson.isLeaving(pod) && !deadline.isBefore(berth.deadline)) {
            return;
        }
        berth.deadline = deadline;
        store.edit(
                Kind.POD, KubernetesJson.namespace(pod), KubernetesJson.name(pod), next -> KubernetesJson.metadata(next)
                        .put("deletionTimestamp", KubernetesJson.time(deadline))
                        .put("deletionGracePeriodSeconds", grace.toSeconds()));
        events.normal(pod, "Killing", "Stopping container " + workload.deployment());
        berth.slot.process().terminate(reason);
    }

    /** Updates every pod once. */
    void tick() {
        for (Berth berth : berths) {
            String name = berth.pod;
            if (name == null) {
                continue;
            }
            store.find(Kind.POD, workload.namespace(), name).ifPresent(pod -> tick(berth, pod));
        }
    }

    private void tick(Berth berth, ObjectNode pod) {
        if (KubernetesJson.isLeaving(pod) && !berth.slot.process().life().running()) {
            leave(berth, pod);
            return;
        }
        if (!clock.instant().isBefore(berth.deadline)) {
            berth.slot.process().kill("pod " + KubernetesJson.name(pod) + " outlived its grace period");
        }
        store.edit(Kind.POD, workload.namespace(), KubernetesJson.name(pod), next -> look(berth, next));
    }

    private void leave(Berth berth, ObjectNode pod) {
        berth.pod = null;
        store.remove(Kind.POD, KubernetesJson.namespace(pod), KubernetesJson.name(pod));
    }

    /** Returns whether a node has its machine: one whose processes cannot be started has not. */
    boolean isUp(String node) {
        return berths.stream()
                .filter(berth -> berth.slot.node().equals(node))
                .allMatch(berth -> berth.slot.process().isNodeUp());
    }

    /** The slot's log file, by the name of the pod in it. */
    Optional<Path> log(String pod) {
        return berths.stream()
                .filter(berth -> pod.equals(berth.pod))
                .map(berth -> berth.slot.process().log())
                .findFirst();
    }

    private boolean isFree(Berth berth) {
        return berth.pod == null
                && !berth.slot.process().life().running()
                && isUp(berth.slot.node())
                && !store.get(Kind.NODE, "", berth.slot.node())
                        .at("/spec/unschedulable")
                        .asBoolean();
    }

    private long podsOn(String node) {
        return berths.stream()
                .filter(berth -> berth.slot.node().equals(node) && berth.pod != null)
                .count();
    }

    /** Writes into a pod's status what its process does. */
    private void look(Berth berth, ObjectNode pod) {
        Life life = berth.slot.process().life();
        boolean begun = life.starts() > berth.startsBefore;
        boolean running = begun && life.running();
        boolean ready = running && !KubernetesJson.isLeaving(pod) && readiness.ready(berth.slot, life.starts());
        Instant now = clock.instant();
        ObjectNode status = pod.withObject("/status");
        status.put("phase", begun ? "Running" : "Pending");
        status.put("hostIP", "127.0.0.1").put("podIP", "127.0.0.1");
        String why = ready ? "" : "ContainersNotReady";
        Conditions.set(pod, "Initialized", true, "", "", now);
        Conditions.set(pod, "ContainersReady", ready, why, "", now);
        Conditions.set(pod, "Ready", ready, why, "", now);
        int restarts = Math.max(0, life.starts() - berth.startsBefore - 1);
        ObjectNode container = KubernetesJson.object();
        container
                .put("name", workload.deployment())
                .put("image", workload.image())
                .put("imageID", "")
                .put("ready", ready)
                .put("started", running)
                .put("restartCount", restarts);
        state(container.putObject("state"), berth, life, begun, running);
        ObjectNode last = container.putObject("lastState");
        if (restarts > 0 && life.lastExit() != null) {
            ended(last, life.lastExit());
        }
        status.putArray("containerStatuses").add(container);
    }

    private static void state(ObjectNode state, Berth berth, Life life, boolean begun, boolean running) {
        if (running) {
            state.putObject("running").put("startedAt", KubernetesJson.time(life.started()));
        } else if (!begun) {
            state.putObject("waiting").put("reason", "ContainerCreating");
        } else if (berth.slot.process().inCrashLoop()) {
            state.putObject("waiting").put("reason", "CrashLoopBackOff");
        } else {
            ended(state, life.lastExit() == null ? 0 : life.lastExit());
        }
    }

    private static void ended(ObjectNode state, int exit) {
        state.putObject("terminated").put("exitCode", exit).put("reason", exit == 0 ? "Completed" : "Error");
    }

    @Override
    public void close() {
        readiness.close();
    }
}
