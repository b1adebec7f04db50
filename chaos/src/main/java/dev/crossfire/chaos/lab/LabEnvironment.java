package dev.crossfire.chaos.lab;

import dev.crossfire.chaos.kubernetes.ApiServer;
import dev.crossfire.chaos.kubernetes.ClusterLeases;
import dev.crossfire.chaos.kubernetes.ClusterPods;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The lab: pods through its Kubernetes API, everything else through its Fault Injection Service. */
final class LabEnvironment implements Environment {
    /** What every pod of the shop carries. */
    private static final Map<String, String> SHOP = Map.of("app", "shop");

    /** The label that names the replica that a pod is, whatever the pod's own name. */
    private static final String REPLICA = "crossfire.dev/replica";

    private static final String NAME = "name";

    private final Environment fis;
    private final ApiServer cluster;
    private final String namespace;
    private final ClusterLeases leases;

    LabEnvironment(Environment fis, ApiServer cluster, String namespace) {
        this.fis = fis;
        this.cluster = cluster;
        this.namespace = namespace;
        this.leases = new ClusterLeases(cluster, namespace, fis.clock());
    }

    @Override
    public Inventory inventory() {
        return fis.inventory();
    }

    @Override
    public FaultEstimate estimate(FaultSpec fault, Set<Capability> uses, List<Target> targets) throws FaultException {
        return fis.estimate(fault, uses, targets);
    }

    @Override
    public RunClock clock() {
        return fis.clock();
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        return type.isAssignableFrom(Pods.class) ? type.cast(pods(target)) : fis.capability(target, type);
    }

    private Pods pods(Target target) throws FaultException {
        String replica = target.tags().get(NAME);
        if (!target.capabilities().contains(Capability.PODS) || replica == null) {
            throw new FaultException("a target of type " + target.type() + " (" + target.id()
                    + ") is invalid; expected a replica of the shop, which runs in a pod");
        }
        return new ClusterPods(
                cluster, namespace, SHOP, pod -> replica.equals(pod.labels().get(REPLICA)), clock());
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        return Stream.concat(fis.leftovers().stream(), leases.leftovers().stream())
                .toList();
    }

    @Override
    public List<Leftover> expired() throws FaultException {
        return leases.expired();
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        if (ClusterLeases.isLease(leftover)) {
            leases.clear(leftover);
        } else {
            fis.clear(leftover);
        }
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        return fis.claim(run, forAtMost);
    }

    @Override
    public void close() {
        fis.close();
        cluster.close();
    }
}
