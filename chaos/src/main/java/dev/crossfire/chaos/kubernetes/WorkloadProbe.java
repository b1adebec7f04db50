package dev.crossfire.chaos.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.chaos.kubernetes.WorkloadChange.ChangedField;
import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the effect of a fault on a Deployment, StatefulSet or DaemonSet through the API server. It is there while its pods are being replaced, and
 * while it has as many pods, or the image, as a fault has given it. It is intact when as many pods of its present template serve
 * as it wants and no fault has changed it.
 *
 * <p>Everything else proves nothing, an API server that does not answer least of all.
 */
final class WorkloadProbe implements ProbeClient {
    private final ChangedWorkloads workloads;
    private final PodController controller;
    private final PodSelection pods;
    private final RunClock clock;

    /** A probe of the controller of some pods. */
    WorkloadProbe(PodController controller, PodSelection pods, RunClock clock) {
        this.workloads = new ChangedWorkloads(pods.cluster(), pods.namespace(), Set.of());
        this.controller = controller;
        this.pods = pods;
        this.clock = clock;
    }

    @Override
    public ProbeReply request() {
        Instant began = clock.instant();
        try {
            JsonNode workload = workloads.read(controller.kind(), controller.name());
            if (workload == null) {
                return new ProbeReply.Unknown("it has gone");
            }
            WorkloadStatus status = WorkloadStatus.of(controller.kind(), workload);
            if (!status.current()) {
                return new ProbeReply.Unknown("its controller has not taken up its last change yet");
            }
            long serving = pods.list().stream().filter(Pod::serves).count();
            String detail = serving + " of " + status.desired() + " pods serve, " + status.updated()
                    + " are of the present template";
            Optional<ChangedField> field = workloads.changed(workload);
            boolean scaled = field.filter(ChangedField.REPLICAS::equals).isPresent();
            boolean changed = field.isPresent();
            if (scaled ? serving == status.desired() : (changed || status.rolling()) && status.updated() > 0) {
                return new ProbeReply.EffectChecked(true, false, began, detail);
            }
            return changed || status.rolling() || serving < status.desired()
                    ? new ProbeReply.Unknown(detail)
                    : new ProbeReply.EffectChecked(false, true, began, detail);
        } catch (FaultException unknown) {
            return new ProbeReply.Unknown(String.valueOf(unknown.getMessage()));
        }
    }

    /** The API server's answer says all. */
    @Override
    public int baseline() {
        return 1;
    }

    @Override
    public ProbeReply late() {
        return new ProbeReply.Unknown("the API server is slow");
    }

    /** The connection is the environment's. */
    @Override
    public void close() {}

    /**
     * How far a workload's controller is.
     *
     * @param current whether it has taken up the last change of the workload
     * @param desired how many pods the workload wants
     * @param updated how many are of its present template
     * @param rolling whether some are not, or are missing
     */
    private record WorkloadStatus(boolean current, long desired, long updated, boolean rolling) {
        static WorkloadStatus of(String kind, JsonNode workload) {
            JsonNode status = workload.path("status");
            boolean current = status.path("observedGeneration").asLong()
                    >= workload.at("/metadata/generation").asLong();
            // As Kubernetes reads a manifest that leaves it out.
            long replicas = workload.at("/spec/replicas").asLong(1);
            return switch (kind) {
                case PodController.DEPLOYMENT -> {
                    long updated = status.path("updatedReplicas").asLong();
                    long all = status.path("replicas").asLong();
                    yield new WorkloadStatus(current, replicas, updated, updated < replicas || all > updated);
                }
                case PodController.STATEFUL_SET ->
                    new WorkloadStatus(
                            current,
                            replicas,
                            status.path("updatedReplicas").asLong(),
                            !status.path("updateRevision").equals(status.path("currentRevision")));
                default -> {
                    long desired = status.path("desiredNumberScheduled").asLong();
                    long updated = status.path("updatedNumberScheduled").asLong();
                    yield new WorkloadStatus(current, desired, updated, updated < desired);
                }
            };
        }
    }
}
