package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.pods.Pods.KillRefusedException;
import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.RunClock;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes nodes away from a namespace: cordons them, so that no pod is scheduled there, and removes the namespace's pods from
 * them. A lost zone's pods are deleted at once; those of a drained node are evicted.
 *
 * <p>As with pod kills, a Lease permits the fault to act, and a process that deletes it stops every other that still acts
 * for it.
 */
final class NodeDisruption implements Disruption {
    /** Pods that are deleted together are requested to go within this. */
    private static final Duration LONGEST_REMOVAL = Duration.ofSeconds(10);

    private final ApiServer cluster;
    private final String namespace;
    private final ClusterLeases leases;
    private final CordonedNodes cordoned;
    private final RunClock clock;

    NodeDisruption(ApiServer cluster, String namespace, RunClock clock) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.leases = new ClusterLeases(cluster, namespace, clock);
        this.cordoned = new CordonedNodes(cluster, namespace);
        this.clock = clock;
    }

    @Override
    public PreparedInjection prepare(String run, String fault, List<InjectionStep> steps) throws FaultException {
        Set<String> nodes = new LinkedHashSet<>();
        for (Target target : targets(steps)) {
            List<Node> found = NodesOfTarget.of(cluster, target);
            if (found.stream().allMatch(CordonedNodes::isCordoned)) {
                throw new FaultException(
                        found.isEmpty()
                                ? target.id() + " has no node any more"
                                : "every node of " + target.id() + " is cordoned already; uncordon it first");
            }
            found.forEach(node -> nodes.add(node.getMetadata().getName()));
        }
        @Nullable Duration duration = steps.get(0).duration();
        leases.permitFor(run, fault, duration);
        boolean evicts = steps.get(0).spec().capability().equals(Capability.DRAIN);
        return new NodeInjection(run, fault, Set.copyOf(nodes), evicts, duration);
    }

    private static List<Target> targets(List<InjectionStep> steps) {
        return steps.stream().flatMap(step -> step.targets().stream()).toList();
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        leases.forbid(run, fault);
    }

    @Override
    public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        return leases.left(run, fault, "cordon nodes and kill pods", "no node is cordoned");
    }

    @Override
    public void requireRights(List<InjectionStep> steps) throws FaultException {
        boolean evicts = steps.get(0).spec().capability().equals(Capability.DRAIN);
        List<ClusterRights.AccessRight> rights = new ArrayList<>(ClusterRights.ofPodKill(evicts));
        rights.addAll(ClusterRights.ofCordon());
        new ClusterRights(cluster, namespace).require(rights);
    }

    @Override
    public List<String> risks(List<InjectionStep> steps) throws FaultException {
        Set<String> nodes = new TreeSet<>();
        for (Target target : targets(steps)) {
            NodesOfTarget.of(cluster, target)
                    .forEach(node -> nodes.add(node.getMetadata().getName()));
        }
        List<Pod> pods = NodesOfTarget.pods(cluster, namespace).stream()
                .filter(pod -> nodes.contains(String.valueOf(pod.getSpec().getNodeName())))
                .toList();
        List<String> risks = new ArrayList<>();
        risks.add((nodes.size() == 1 ? "the node " : "the nodes ") + String.join(", ", nodes)
                + (nodes.size() == 1 ? " is" : " are") + " cordoned: pods of every namespace are scheduled elsewhere"
                + " or stay Pending");
        long staying = pods.stream().filter(NodesOfTarget::stays).count();
        if (staying > 0) {
            risks.add(staying + (staying == 1 ? " pod" : " pods") + " of DaemonSets and of the nodes themselves stay"
                    + " there");
        }
        return risks;
    }

    /** The cordoned nodes and the pods that have gone from them. */
    private final class NodeInjection extends LeasedInjection {
        private final String run;
        private final String fault;
        private final Set<String> nodes;
        private final boolean evicts;

        NodeInjection(String run, String fault, Set<String> nodes, boolean evicts, @Nullable Duration duration) {
            super(leases, run, fault, clock, duration);
            this.run = run;
            this.fault = fault;
            this.nodes = nodes;
            this.evicts = evicts;
        }

        @Override
        protected void begin() throws FaultException {
            int begun = 0;
            try {
                for (String node : nodes) {
                    begun += cordoned.cordon(node, run, fault, () -> leases.mayKill(run, fault)) ? 1 : 0;
                }
                if (begun == 0) {
                    throw new NotInjectedException("all nodes are gone or cordoned by others meanwhile");
                }
                removePods();
            } catch (FaultException failed) {
                throw begun == 0 ? failed : takenBack(failed);
            }
        }

        /** Again until none is left, because the scheduler may just have bound one that is not listed yet. */
        private void removePods() throws FaultException {
            Duration notAfter = clock.elapsed().plus(LONGEST_REMOVAL);
            while (!sustained() && clock.elapsed().compareTo(notAfter) < 0) {
                Thread.onSpinWait();
            }
        }

        @Override
        protected void sustain() throws FaultException {
            sustained();
        }

        /** Whether no pod is left to be removed; one whose eviction a budget refuses is left. */
        private boolean sustained() throws FaultException {
            boolean refused = false;
            boolean none = true;
            for (Pod pod : NodesOfTarget.pods(cluster, namespace)) {
                boolean there = nodes.contains(String.valueOf(pod.getSpec().getNodeName()));
                if (!there || NodesOfTarget.stays(pod) || !NodesOfTarget.isAlive(pod)) {
                    continue;
                }
                none = false;
                Optional<PodMark> mark = leases.claim(run, fault, ApiServer.pod(pod));
                if (mark.isEmpty()) {
                    continue;
                }
                if (!leases.mayKill(run, fault)) {
                    throw new NotInjectedException("the fault's permission to kill pods was removed: it was healed");
                }
                try {
                    leases.kill(mark.get(), evicts ? null : Duration.ZERO, evicts);
                } catch (KillRefusedException budget) {
                    refused = true;
                }
            }
            return none || refused;
        }
    }
}
