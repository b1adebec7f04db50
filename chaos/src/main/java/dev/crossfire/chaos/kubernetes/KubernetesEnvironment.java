package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.ClusterIdentity;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A namespace of a cluster, whose pods and workloads can be disrupted and whose nodes can be taken away. */
final class KubernetesEnvironment implements Environment {
    private final Inventory inventory;
    private final ApiServer cluster;
    private final ClusterIdentity identity;
    private final String namespace;
    private final Map<String, KubernetesSettings.KubernetesRole> roles;
    private volatile Map<String, PodSelection> selections;
    private final ClusterLeases leases;
    private final RunClock clock;

    /**
     * An environment that is connected.
     *
     * @param cluster closed with this environment
     * @param identity which cluster it is
     * @param roles by name, to read them again
     * @param found their targets when it was opened
     */
    KubernetesEnvironment(
            String name,
            ApiServer cluster,
            ClusterIdentity identity,
            Map<String, KubernetesSettings.KubernetesRole> roles,
            KubernetesRoles.FoundTargets found,
            RunClock clock) {
        this.clock = clock;
        this.inventory = found.inventory(name);
        this.cluster = cluster;
        this.identity = identity;
        this.namespace = identity.namespace();
        this.roles = Map.copyOf(roles);
        this.selections = Map.copyOf(found.selections());
        this.leases = new ClusterLeases(
                cluster,
                namespace,
                List.of(new CordonedNodes(cluster, namespace), changedWorkloads(), isolatedPods()),
                clock);
    }

    private ChangedWorkloads changedWorkloads() {
        return new ChangedWorkloads(cluster, namespace, PodSelection.controllerKinds(selections.values()));
    }

    private IsolatedPods isolatedPods() {
        return new IsolatedPods(cluster, namespace, roles.values().stream().anyMatch(role -> role.probe() != null));
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public Inventory current() throws EnvironmentException {
        try {
            KubernetesRoles.FoundTargets found = new KubernetesRoles(cluster, namespace).current(roles);
            selections = Map.copyOf(found.selections());
            return found.inventory(inventory.environment());
        } catch (FaultException unreachable) {
            throw new EnvironmentException(String.valueOf(unreachable.getMessage()), unreachable);
        }
    }

    @Override
    public ClusterIdentity cluster() {
        return identity;
    }

    @Override
    public RunClock clock() {
        return clock;
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        if (NodesOfTarget.isPlace(target)) {
            if (type.isAssignableFrom(Disruption.class)) {
                return type.cast(new NodeDisruption(cluster, namespace, clock));
            }
            if (type.isAssignableFrom(ProbeClient.class)) {
                return type.cast(new NodeProbe(cluster, namespace, target, selections, clock));
            }
        }
        PodSelection selection = selections.get(target.role());
        if (selection != null && type.isAssignableFrom(Disruption.class)) {
            return type.cast(
                    new WorkloadDisruption(cluster, namespace, selections, changedWorkloads(), isolatedPods(), clock));
        }
        if (selection != null && type.isAssignableFrom(ProbeClient.class)) {
            return type.cast(ProbeClient.of(reached(target), clock));
        }
        if (!type.isAssignableFrom(Pods.class)) {
            throw new FaultException("environment " + inventory.environment() + " offers no " + type.getSimpleName()
                    + " for a target of type " + target.type() + "; use another fault or another role");
        }
        if (!target.type().equals(KubernetesRoles.TYPE)) {
            throw new FaultException("a target of type " + target.type() + " (" + target.id()
                    + ") is invalid; expected " + KubernetesRoles.TYPE);
        }
        if (selection == null) {
            throw new FaultException("missing controller for the role " + target.role() + "; expected the one of "
                    + target.id() + "; check whether it was deleted");
        }
        return type.cast(
                new ClusterPods(selection, pod -> target.id().equals(pod.namespace() + "/" + pod.name()), clock));
    }

    /** At the address of its role, which is none of a single pod's. */
    private Target reached(Target target) {
        @Nullable URI address = Objects.requireNonNull(roles.get(target.role())).address();
        return new Target(
                target.role(),
                target.type(),
                target.id(),
                target.zone(),
                target.capabilities(),
                target.tags(),
                address);
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        return leases.leftovers();
    }

    @Override
    public List<Leftover> expired() throws FaultException {
        return leases.expired();
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        leases.clear(leftover);
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        return LeaseClaim.take(leases, run, forAtMost);
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** A run's claim on a namespace: one Lease, which the cluster lets no other run create. */
    private static final class LeaseClaim implements EnvironmentClaim {
        private static final String NAME = "crossfire-claim";

        private final ClusterLeases leases;
        private final String run;
        private final Duration forAtMost;

        private LeaseClaim(ClusterLeases leases, String run, Duration forAtMost) {
            this.leases = leases;
            this.run = run;
            this.forAtMost = forAtMost;
        }

        static LeaseClaim take(ClusterLeases leases, String run, Duration forAtMost) throws FaultException {
            LeaseClaim claim = new LeaseClaim(leases, run, forAtMost);
            Optional<Lease> standing = leases.find(NAME);
            if (standing.isPresent() && !claim.isOurs(standing.get())) {
                claim.takeOver(standing.get());
            } else if (!leases.create(NAME, run, null, forAtMost)) {
                claim.renew();
            }
            return claim;
        }

        /** An expired one, as it was read: of two runs at the same time, one finds it changed. */
        private void takeOver(Lease lease) throws FaultException {
            if (leases.isValid(lease)) {
                throw refused(lease);
            }
            if (!leases.takeOver(lease, run, forAtMost)) {
                throw new FaultException(
                        "run " + run + " could not take over the claim of a run that is over: another process"
                                + " did so at the same moment; wait until that has ended");
            }
        }

        @Override
        public void renew() throws FaultException {
            Lease lease = leases.find(NAME)
                    .orElseThrow(() -> new FaultException("run " + run + " has lost its claim: its lease was deleted"));
            if (!isOurs(lease)) {
                throw refused(lease);
            }
            if (!leases.renew(lease, forAtMost)) {
                throw new FaultException(
                        "run " + run + " could not renew its claim: another process changed it meanwhile");
            }
        }

        @Override
        public void release() throws FaultException {
            Optional<Lease> lease = leases.find(NAME);
            if (lease.isPresent() && isOurs(lease.get())) {
                leases.delete(NAME);
            }
        }

        private boolean isOurs(Lease lease) {
            return run.equals(lease.getSpec().getHolderIdentity());
        }

        private FaultException refused(Lease lease) {
            return new FaultException("run " + lease.getSpec().getHolderIdentity()
                    + " has claimed the environment; wait until it has ended, or abort it");
        }
    }
}
