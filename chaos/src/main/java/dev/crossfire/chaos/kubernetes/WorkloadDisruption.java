package dev.crossfire.chaos.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.faults.Rollout;
import dev.crossfire.chaos.faults.Scale;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.chaos.injection.TimedInjection;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes the workloads that control roles' pods, for a while or once: their template, or how many pods they want.
 *
 * <p>As with pod kills, a Lease permits the fault to act, and a process that deletes it stops every other that still acts for it.
 */
final class WorkloadDisruption implements Disruption {
    /** The Lease outlasts the fault by this, so that a late end is no missing permission. */
    private static final Duration AFTER_END = Duration.ofMinutes(2);

    private final ApiServer cluster;
    private final String namespace;
    private final Map<String, PodSelection> selections;
    private final ChangedWorkloads workloads;
    private final ClusterLeases leases;
    private final RunClock clock;

    /**
     * The means for roles that pods play.
     *
     * @param selections by role
     */
    WorkloadDisruption(ApiServer cluster, String namespace, Map<String, PodSelection> selections, RunClock clock) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.selections = Map.copyOf(selections);
        this.workloads = new ChangedWorkloads(cluster, namespace, PodSelection.controllerKinds(selections.values()));
        this.leases = new ClusterLeases(cluster, namespace, workloads, clock);
        this.clock = clock;
    }

    @Override
    public PreparedInjection prepare(String run, String fault, List<InjectionStep> steps) throws FaultException {
        InjectionStep step = steps.get(0);
        Map<PodController, WorkloadChange> changes = new LinkedHashMap<>();
        for (PodController controller : controllers(steps)) {
            changes.put(controller, change(controller, step.spec()));
        }
        @Nullable Duration duration = step.duration();
        leases.permit(run, fault, duration == null ? AFTER_END : duration.plus(AFTER_END));
        return new WorkloadInjection(run, fault, changes, duration);
    }

    private List<PodController> controllers(List<InjectionStep> steps) throws FaultException {
        List<PodController> controllers = new ArrayList<>();
        for (InjectionStep step : steps) {
            for (String role :
                    step.targets().stream().map(Target::role).distinct().toList()) {
                PodSelection selection = selections.get(role);
                @Nullable PodController controller = selection == null ? null : selection.controller();
                if (controller == null) {
                    throw new FaultException("missing controller of the pods that play " + role
                            + "; expected a Deployment, a StatefulSet or a DaemonSet");
                }
                if (!controllers.contains(controller)) {
                    controllers.add(controller);
                }
            }
        }
        return controllers;
    }

    private WorkloadChange change(PodController controller, DisruptionSpec spec) throws FaultException {
        if (spec.settings() instanceof Scale.Settings scale) {
            return WorkloadChange.replicas(scale.replicas());
        }
        Rollout.Settings rollout = spec.settings(Rollout.Settings.class);
        if (rollout.image() == null) {
            return WorkloadChange.restart(clock.instant().toString());
        }
        JsonNode workload = workloads.read(controller.kind(), controller.name());
        if (workload == null) {
            throw new FaultException(controller.display() + " has gone");
        }
        List<String> containers = workload.at("/spec/template/spec/containers")
                .valueStream()
                .map(one -> one.path("name").asText())
                .toList();
        @Nullable String container = rollout.container();
        if (container == null ? containers.size() != 1 : !containers.contains(container)) {
            throw new FaultException(controller.display() + " has the containers " + String.join(", ", containers)
                    + "; expected one of them as 'container'");
        }
        return WorkloadChange.image(
                containers.get(container == null ? 0 : containers.indexOf(container)), rollout.image());
    }

    @Override
    public @Nullable ProbeClient effectCheck(String run, String fault, InjectionStep step, Target target)
            throws FaultException {
        PodSelection selection = Objects.requireNonNull(selections.get(target.role()));
        return new WorkloadProbe(controllers(List.of(step)).get(0), selection, clock);
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        leases.forbid(run, fault);
    }

    @Override
    public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        if (leases.mayKill(run, fault)) {
            return new ClearedStatus(false, "the fault may still change its workloads");
        }
        var changed = workloads.byFault().get(ClusterLeases.name(run, fault));
        return changed == null
                ? new ClearedStatus(true, "no workload is changed by " + fault)
                : new ClearedStatus(false, fault + " keeps " + changed.detail());
    }

    @Override
    public void requireRights(List<InjectionStep> steps) throws FaultException {
        List<ClusterRights.AccessRight> rights = new ArrayList<>();
        for (PodController controller : controllers(steps)) {
            rights.addAll(ClusterRights.ofWorkloadChange(controller.kind()));
        }
        new ClusterRights(cluster, namespace).require(rights);
    }

    /** Changes each workload, or takes back what was changed. */
    private final class WorkloadInjection extends TimedInjection {
        private final String run;
        private final String fault;
        private final Map<PodController, WorkloadChange> changes;

        WorkloadInjection(
                String run, String fault, Map<PodController, WorkloadChange> changes, @Nullable Duration duration) {
            super(clock, duration);
            this.run = run;
            this.fault = fault;
            this.changes = changes;
        }

        /** Run and fault suffice. */
        @Override
        public Map<String, String> handle() {
            return Map.of();
        }

        @Override
        protected void begin() throws FaultException {
            int begun = 0;
            try {
                for (Map.Entry<PodController, WorkloadChange> one : changes.entrySet()) {
                    workloads.change(one.getKey(), one.getValue(), run, fault, () -> leases.mayKill(run, fault));
                    begun++;
                }
            } catch (FaultException failed) {
                if (begun == 0 && failed instanceof FaultException.NotInjectedException) {
                    throw failed;
                }
                Rollback.after(failed, () -> undo(run, fault, Map.of()));
                throw new FaultException(
                        "it was injected in part, "
                                + (failed.getSuppressed().length == 0 ? "and taken back: " : "and must be healed: ")
                                + failed.getMessage(),
                        failed);
            }
        }

        @Override
        protected boolean isHealed() throws FaultException {
            return !leases.mayKill(run, fault);
        }

        @Override
        protected void end() throws FaultException {
            undo(run, fault, Map.of());
        }
    }
}
