package dev.crossfire.chaos.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.faults.Rollout;
import dev.crossfire.chaos.faults.Scale;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.kubernetes.WorkloadInjection.WorkloadStep;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes the workloads that control roles' pods, for a while or once: their template, or how many pods they want; or cuts their
 * pods off from the network.
 *
 * <p>As with pod kills, a Lease permits the fault to act, and a process that deletes it stops every other that still acts for it.
 */
final class WorkloadDisruption implements Disruption {
    private final ApiServer cluster;
    private final String namespace;
    private final Map<String, PodSelection> selections;
    private final ChangedWorkloads workloads;
    private final IsolatedPods isolated;
    private final ClusterLeases leases;
    private final RunClock clock;

    /**
     * The means for roles that pods play.
     *
     * @param selections by role
     */
    WorkloadDisruption(
            ApiServer cluster,
            String namespace,
            Map<String, PodSelection> selections,
            ChangedWorkloads workloads,
            IsolatedPods isolated,
            RunClock clock) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.selections = Map.copyOf(selections);
        this.workloads = workloads;
        this.isolated = isolated;
        this.leases = new ClusterLeases(cluster, namespace, List.of(workloads, isolated), clock);
        this.clock = clock;
    }

    @Override
    public PreparedInjection prepare(String run, String fault, List<InjectionStep> steps) throws FaultException {
        InjectionStep step = steps.get(0);
        List<WorkloadStep> all = new ArrayList<>();
        WorkloadStep again = () -> {};
        ClusterChanges.Permission permission = () -> leases.mayKill(run, fault);
        if (isolates(step)) {
            List<PodSelection> pods = selections(steps);
            all.add(() -> isolated.isolate(pods, run, fault, permission));
            again = () -> isolated.extend(pods, ClusterLeases.name(run, fault), permission);
        } else {
            for (PodController controller : controllers(steps)) {
                WorkloadChange change = change(controller, step.spec());
                all.add(() -> workloads.change(controller, change, run, fault, permission));
            }
        }
        @Nullable Duration duration = step.duration();
        leases.permitFor(run, fault, duration);
        return new WorkloadInjection(leases, run, fault, all, again, clock, duration);
    }

    private static boolean isolates(InjectionStep step) {
        return step.spec().capability().equals(Capability.PARTITION);
    }

    private List<PodSelection> selections(List<InjectionStep> steps) throws FaultException {
        List<PodSelection> found = new ArrayList<>();
        for (String role : roles(steps)) {
            PodSelection selection = selections.get(role);
            if (selection == null) {
                throw new FaultException("missing controller of the pods that play " + role);
            }
            found.add(selection);
        }
        return found;
    }

    private static List<String> roles(List<InjectionStep> steps) {
        return steps.stream()
                .flatMap(step -> step.targets().stream())
                .map(Target::role)
                .distinct()
                .toList();
    }

    private List<PodController> controllers(List<InjectionStep> steps) throws FaultException {
        List<PodController> controllers = new ArrayList<>();
        for (PodSelection selection : selections(steps)) {
            @Nullable PodController controller = selection.controller();
            if (controller == null) {
                throw new FaultException("missing controller of the pods of " + selection.name()
                        + "; expected a Deployment, a StatefulSet or a DaemonSet");
            }
            if (!controllers.contains(controller)) {
                controllers.add(controller);
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
        return isolates(step)
                ? null
                : new WorkloadProbe(
                        controllers(List.of(step)).get(0),
                        selections(List.of(step)).get(0),
                        clock);
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        leases.forbid(run, fault);
    }

    @Override
    public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        return leases.left(run, fault, "change its workloads", "no workload is changed");
    }

    @Override
    public void requireRights(List<InjectionStep> steps) throws FaultException {
        List<ClusterRights.AccessRight> rights = new ArrayList<>();
        if (isolates(steps.get(0))) {
            requireWholeRoles(steps);
            rights.addAll(ClusterRights.ofIsolation());
        } else {
            for (PodController controller : controllers(steps)) {
                rights.addAll(ClusterRights.ofWorkloadChange(controller.kind()));
            }
        }
        new ClusterRights(cluster, namespace).require(rights);
    }

    /** A policy would not show on an address that others of the role answer at. */
    private void requireWholeRoles(List<InjectionStep> steps) throws FaultException {
        for (String role : roles(steps)) {
            long targets = steps.stream()
                    .flatMap(step -> step.targets().stream())
                    .filter(target -> target.role().equals(role))
                    .count();
            long alive = Objects.requireNonNull(selections.get(role)).listed().stream()
                    .filter(NodesOfTarget::isAlive)
                    .count();
            if (targets < alive) {
                throw new FaultException(
                        targets + " of the " + alive + " pods of " + role
                                + " are targets; expected all of them, because the others answer at its address; leave out 'select'");
            }
        }
    }

    @Override
    public boolean followsRoles() {
        return true;
    }

    @Override
    public List<String> risks(List<InjectionStep> steps) throws FaultException {
        List<String> risks = new ArrayList<>();
        if (isolates(steps.get(0))) {
            risks.add(
                    "connections that are open already end or go on as the cluster's network decides, and some networks"
                            + " ignore NetworkPolicies: the probe shows whether this one does");
            for (PodSelection selection : selections(steps)) {
                List<String> allowing = isolated.allowing(selection);
                if (!allowing.isEmpty()) {
                    risks.add("NetworkPolicies that allow traffic add up: " + String.join(", ", allowing)
                            + " still lets" + " some through to " + selection.name());
                }
            }
        }
        return risks;
    }
}
