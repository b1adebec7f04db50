package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.lab.kubernetes.KubernetesJson.Conditions;
import dev.crossfire.lab.kubernetes.PodProcess.PodSlot;
import dev.crossfire.lab.kubernetes.PodProcess.ProcessState;
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
    private static final class PodPlace {
        private final PodSlot slot;
        private @Nullable String pod;
        private int startsBefore;
        private Instant deadline = Instant.MAX;

        PodPlace(PodSlot slot) {
            this.slot = slot;
        }
    }

    private final Workload workload;
    private final Store store;
    private final Events events;
    private final Clock clock;
    private final Readiness readiness;
    private final List<PodPlace> places;

    Kubelet(Workload workload, Store store, Events events, Clock clock) {
        this.workload = workload;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.readiness = new Readiness(clock);
        this.places = workload.slots().stream().map(PodPlace::new).toList();
    }

    /** Gives pods that were just made the processes that run already. */
    void adopt(List<ObjectNode> pods) {
        for (int i = 0; i < pods.size(); i++) {
            PodPlace place = places.get(i);
            readiness.vouch(place.slot, place.slot.process().life().starts());
            settle(place, pods.get(i), 0);
        }
    }

    /** Starts a pod on the node that has the fewest; false when there is no place for it. */
    boolean place(ObjectNode pod) {
        Optional<PodPlace> found = places.stream()
                .filter(this::isFree)
                .min(Comparator.comparing((PodPlace place) -> podsOn(place.slot.node()))
                        .thenComparing(place -> place.slot.name()));
        found.ifPresent(place -> {
            settle(place, pod, place.slot.process().life().starts());
            events.normal(
                    pod,
                    "Scheduled",
                    "Successfully assigned " + KubernetesJson.namespace(pod) + "/" + KubernetesJson.name(pod) + " to "
                            + place.slot.node());
            if (isThere(pod)) {
                place.slot.process().start();
            } else {
                events.warning(pod, "Failed", "Failed to pull image \"" + image(pod) + "\": the lab has no such image");
            }
        });
        return found.isPresent();
    }

    private static String image(ObjectNode pod) {
        return pod.at("/spec/containers/0/image").asText();
    }

    /** The lab has one program, in all versions. */
    private boolean isThere(ObjectNode pod) {
        return repository(image(pod)).equals(repository(workload.image()));
    }

    private static String repository(String image) {
        int tag = image.lastIndexOf(':');
        return tag > image.lastIndexOf('/') ? image.substring(0, tag) : image;
    }

    private void settle(PodPlace place, ObjectNode pod, int startsBefore) {
        place.pod = KubernetesJson.name(pod);
        place.startsBefore = startsBefore;
        place.deadline = Instant.MAX;
        store.edit(ResourceKind.POD, KubernetesJson.namespace(pod), KubernetesJson.name(pod), next -> {
            next.withObject("/spec").put("nodeName", place.slot.node());
            next.withObject("/metadata/labels").put(Manifests.REPLICA, place.slot.name());
            Conditions.set(next, "PodScheduled", true, "Scheduled", "", clock.instant());
            look(place, next);
        });
    }

    /** Ends a pod: signals its process, and kills it when the grace period is over; none at all when that is zero. */
    void end(ObjectNode pod, Duration grace) {
        Optional<PodPlace> home = places.stream()
                .filter(place -> KubernetesJson.name(pod).equals(place.pod))
                .findFirst();
        if (home.isEmpty()) {
            store.remove(ResourceKind.POD, KubernetesJson.namespace(pod), KubernetesJson.name(pod));
            return;
        }
        PodPlace place = home.get();
        place.slot.process().keepDown();
        String reason = "pod " + KubernetesJson.name(pod) + " was deleted";
        if (grace.isZero()) {
            place.slot.process().kill(reason);
            leave(place, pod);
            return;
        }
        Instant deadline = clock.instant().plus(grace);
        if (KubernetesJson.isLeaving(pod) && !deadline.isBefore(place.deadline)) {
            return;
        }
        place.deadline = deadline;
        store.edit(
                ResourceKind.POD,
                KubernetesJson.namespace(pod),
                KubernetesJson.name(pod),
                next -> KubernetesJson.metadata(next)
                        .put("deletionTimestamp", KubernetesJson.time(deadline))
                        .put("deletionGracePeriodSeconds", grace.toSeconds()));
        events.normal(pod, "Killing", "Stopping container " + workload.deployment());
        place.slot.process().terminate(reason);
    }

    /** Updates every pod once. */
    void tick() {
        for (PodPlace place : places) {
            String name = place.pod;
            if (name == null) {
                continue;
            }
            store.find(ResourceKind.POD, workload.namespace(), name).ifPresent(pod -> tick(place, pod));
        }
    }

    private void tick(PodPlace place, ObjectNode pod) {
        if (KubernetesJson.isLeaving(pod) && !place.slot.process().life().running()) {
            leave(place, pod);
            return;
        }
        if (!clock.instant().isBefore(place.deadline)) {
            place.slot.process().kill("pod " + KubernetesJson.name(pod) + " outlived its grace period");
        }
        store.edit(ResourceKind.POD, workload.namespace(), KubernetesJson.name(pod), next -> look(place, next));
    }

    private void leave(PodPlace place, ObjectNode pod) {
        place.pod = null;
        store.remove(ResourceKind.POD, KubernetesJson.namespace(pod), KubernetesJson.name(pod));
    }

    /** Returns whether a node has its machine: one whose processes cannot be started has not. */
    boolean isUp(String node) {
        return places.stream()
                .filter(place -> place.slot.node().equals(node))
                .allMatch(place -> place.slot.process().isNodeUp());
    }

    /** The slot's log file, by the name of the pod in it. */
    Optional<Path> log(String pod) {
        return places.stream()
                .filter(place -> pod.equals(place.pod))
                .map(place -> place.slot.process().log())
                .findFirst();
    }

    private boolean isFree(PodPlace place) {
        return place.pod == null
                && !place.slot.process().life().running()
                && isUp(place.slot.node())
                && !store.get(ResourceKind.NODE, "", place.slot.node())
                        .at("/spec/unschedulable")
                        .asBoolean();
    }

    private long podsOn(String node) {
        return places.stream()
                .filter(place -> place.slot.node().equals(node) && place.pod != null)
                .count();
    }

    /** Writes into a pod's status what its process does. */
    private void look(PodPlace place, ObjectNode pod) {
        ProcessState life = place.slot.process().life();
        boolean begun = life.starts() > place.startsBefore;
        boolean running = begun && life.running();
        boolean ready = running && !KubernetesJson.isLeaving(pod) && readiness.ready(place.slot, life.starts());
        Instant now = clock.instant();
        ObjectNode status = pod.withObject("/status");
        status.put("phase", begun ? "Running" : "Pending");
        status.put("hostIP", "127.0.0.1").put("podIP", "127.0.0.1");
        String why = ready ? "" : "ContainersNotReady";
        Conditions.set(pod, "Initialized", true, "", "", now);
        Conditions.set(pod, "ContainersReady", ready, why, "", now);
        Conditions.set(pod, "Ready", ready, why, "", now);
        int restarts = Math.max(0, life.starts() - place.startsBefore - 1);
        ObjectNode container = KubernetesJson.object();
        container
                .put("name", workload.deployment())
                .put("image", image(pod))
                .put("imageID", "")
                .put("ready", ready)
                .put("started", running)
                .put("restartCount", restarts);
        if (begun || isThere(pod)) {
            state(container.putObject("state"), place, life, begun, running);
        } else {
            container.putObject("state").putObject("waiting").put("reason", "ImagePullBackOff");
        }
        ObjectNode last = container.putObject("lastState");
        if (restarts > 0 && life.lastExit() != null) {
            ended(last, life.lastExit());
        }
        status.putArray("containerStatuses").add(container);
    }

    private static void state(ObjectNode state, PodPlace place, ProcessState life, boolean begun, boolean running) {
        if (running) {
            state.putObject("running").put("startedAt", KubernetesJson.time(life.started()));
        } else if (!begun) {
            state.putObject("waiting").put("reason", "ContainerCreating");
        } else if (place.slot.process().inCrashLoop()) {
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
