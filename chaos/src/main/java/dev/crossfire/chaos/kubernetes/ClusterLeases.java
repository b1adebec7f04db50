package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.kubernetes.ClusterChanges.ChangesOfFault;
import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Crossfire's Leases in a cluster: one for each fault that may kill pods or change something else, and one for the run that claims
 * the environment.
 *
 * <p>Anyone with access can see whose they are and delete them, and they permit nothing once their time has passed. What a
 * fault has changed, such as a node that it has cordoned, stays so until the fault is healed.
 */
public final class ClusterLeases {
    private static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "crossfire");
    private static final Duration AFTER_END = Duration.ofMinutes(2);
    private static final String PREFIX = "lease/";

    private final ApiServer cluster;
    private final String namespace;
    private final InstantSource clock;
    private final MarkedPods marked;
    private final List<ClusterChanges> changes;

    /** The Leases of a namespace where faults change nothing but pods and nodes. */
    public ClusterLeases(ApiServer cluster, String namespace, InstantSource clock) {
        this(cluster, namespace, List.of(new CordonedNodes(cluster, namespace)), clock);
    }

    /**
     * The Leases of a namespace.
     *
     * @param changes what faults may have changed there
     */
    ClusterLeases(ApiServer cluster, String namespace, List<? extends ClusterChanges> changes, InstantSource clock) {
        this.clock = clock;
        this.cluster = cluster;
        this.namespace = namespace;
        this.marked = new MarkedPods(cluster, namespace);
        this.changes = List.copyOf(changes);
    }

    /** The name of a fault's lease: the same in every process. */
    static String name(String run, String fault) {
        return "crossfire-" + UUID.nameUUIDFromBytes((run + "\0" + fault).getBytes(StandardCharsets.UTF_8));
    }

    void permit(String run, String fault, Duration forAtMost) throws FaultException {
        String name = name(run, fault);
        // What an earlier try left may have less time than this one needs.
        delete(name);
        create(name, run, fault, forAtMost);
    }

    /**
     * Permits a fault to act for its duration and for a while after it, so that a late end is no missing permission.
     *
     * @param duration null for a fault that ends at once
     */
    void permitFor(String run, String fault, @Nullable Duration duration) throws FaultException {
        permit(run, fault, duration == null ? AFTER_END : duration.plus(AFTER_END));
    }

    /**
     * Whether a fault may act no more, and has left nothing changed.
     *
     * @param mayStill what it may still do, as text
     * @param nothing what there is when nothing is left, as text that the fault's id follows
     */
    ClearedStatus left(String run, String fault, String mayStill, String nothing) throws FaultException {
        if (mayKill(run, fault)) {
            return new ClearedStatus(false, "the fault may still " + mayStill);
        }
        ChangesOfFault changed = changesByFault().get(name(run, fault));
        return changed == null
                ? new ClearedStatus(true, nothing + " by " + fault)
                : new ClearedStatus(false, fault + " keeps " + changed.detail());
    }

    boolean mayKill(String run, String fault) throws FaultException {
        return find(name(run, fault)).filter(this::isValid).isPresent();
    }

    Optional<PodMark> claim(String run, String fault, Pod pod) throws FaultException {
        return marked.mark(pod, name(run, fault));
    }

    boolean kill(PodMark mark, @Nullable Duration grace, boolean evict) throws FaultException {
        return evict ? marked.evict(mark, grace) : marked.delete(mark, grace);
    }

    void forbid(String run, String fault) throws FaultException {
        end(name(run, fault));
    }

    /** In this order: a process that marks a pod after the leases were listed finds its permission removed. */
    private void end(String name) throws FaultException {
        delete(name);
        marked.spare(name);
        for (ClusterChanges changed : changes) {
            changed.release(name);
        }
    }

    /** What faults have changed, by the name of the fault's lease. */
    private Map<String, ChangesOfFault> changesByFault() throws FaultException {
        Map<String, ChangesOfFault> all = new TreeMap<>();
        for (ClusterChanges changed : changes) {
            all.putAll(changed.byFault());
        }
        return all;
    }

    /** Every lease that is still valid, and every fault that still keeps something changed, whether it has a lease or not. */
    public List<Leftover> leftovers() throws FaultException {
        List<Lease> leases = leases();
        // In this order: a fault's lease is older than what it changes.
        Map<String, ChangesOfFault> changed = changesByFault();
        List<Leftover> left = new ArrayList<>();
        for (Lease lease : leases) {
            ChangesOfFault held = changed.remove(lease.getMetadata().getName());
            if (held != null || isValid(lease)) {
                left.add(leftover(lease, held == null ? "" : " and " + held.detail()));
            }
        }
        changed.forEach(
                (lease, held) -> left.add(new Leftover(held.run(), held.fault(), PREFIX + lease, held.detail())));
        return left;
    }

    /** Every lease that has expired, with the marks of its fault, and marks of faults that have no lease any more. */
    public List<Leftover> expired() throws FaultException {
        List<Lease> leases = leases();
        // In this order: a fault's lease is older than its marks.
        Map<String, List<String>> marks = new TreeMap<>(marked.marks());
        Set<String> effective = changesByFault().keySet();
        List<Leftover> expired = new ArrayList<>();
        for (Lease lease : leases) {
            List<String> pods = marks.remove(lease.getMetadata().getName());
            if (!isValid(lease) && !effective.contains(lease.getMetadata().getName())) {
                expired.add(leftover(lease, pods == null ? "" : " and its marks on " + String.join(", ", pods)));
            }
        }
        marks.forEach((lease, pods) -> expired.add(
                new Leftover("", null, PREFIX + lease, "the marks of an ended fault on " + String.join(", ", pods))));
        return expired;
    }

    private List<Lease> leases() throws FaultException {
        return cluster.request("list leases in " + namespace, () -> cluster.client()
                .leases()
                .inNamespace(namespace)
                .withLabels(OURS)
                .list()
                .getItems());
    }

    /** Whether this is the kind of leftover that is found here. */
    public static boolean isLease(Leftover leftover) {
        return leftover.id().startsWith(PREFIX);
    }

    /** Removes a lease; one that does not exist stays so. */
    public void clear(Leftover leftover) throws FaultException {
        end(leftover.id().substring(PREFIX.length()));
    }

    private Leftover leftover(Lease lease, String marks) {
        Map<String, String> noted = lease.getMetadata().getAnnotations();
        String fault = noted.get(ClusterChanges.FAULT);
        return new Leftover(
                noted.getOrDefault(ClusterChanges.RUN, ""),
                fault,
                PREFIX + lease.getMetadata().getName(),
                (isValid(lease) ? fault == null ? "a " : "" : "the expired ")
                        + (fault == null ? "claim on the environment" : "permission to act")
                        + marks);
    }

    Optional<Lease> find(String name) throws FaultException {
        return Optional.ofNullable(cluster.request("read lease " + name, () -> cluster.client()
                .leases()
                .inNamespace(namespace)
                .withName(name)
                .get()));
    }

    /** Whether a lease has not expired. */
    boolean isValid(Lease lease) {
        ZonedDateTime renewed = lease.getSpec().getRenewTime();
        Integer seconds = lease.getSpec().getLeaseDurationSeconds();
        return renewed != null
                && seconds != null
                && clock.instant().isBefore(renewed.toInstant().plusSeconds(seconds));
    }

    /**
     * Creates a lease.
     *
     * @param fault null when it is the run's own
     * @return false when there is one of that name
     */
    boolean create(String name, String run, @Nullable String fault, Duration forAtMost) throws FaultException {
        Map<String, String> noted = fault == null
                ? Map.of(ClusterChanges.RUN, run)
                : Map.of(ClusterChanges.RUN, run, ClusterChanges.FAULT, fault);
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(OURS)
                .withAnnotations(noted)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(run)
                .withLeaseDurationSeconds((int) forAtMost.toSeconds())
                .withAcquireTime(now())
                .withRenewTime(now())
                .endSpec()
                .build();
        try {
            cluster.client().leases().inNamespace(namespace).resource(lease).create();
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            return cluster.request("create lease " + namespace + "/" + name, () -> {
                throw refused;
            });
        }
    }

    /** Takes over a lease that was just read; false when it was changed or deleted since. */
    boolean takeOver(Lease read, String run, Duration forAtMost) throws FaultException {
        read.getMetadata().setLabels(OURS);
        read.getMetadata().setAnnotations(Map.of(ClusterChanges.RUN, run));
        read.getSpec().setHolderIdentity(run);
        read.getSpec().setAcquireTime(now());
        return renew(read, forAtMost);
    }

    /** Renews a lease that was just read; false when it was changed or deleted since. */
    boolean renew(Lease read, Duration forAtMost) throws FaultException {
        read.getSpec().setRenewTime(now());
        read.getSpec().setLeaseDurationSeconds((int) forAtMost.toSeconds());
        try {
            cluster.client().leases().inNamespace(namespace).resource(read).update();
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                    || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            return cluster.request(
                    "renew lease " + namespace + "/" + read.getMetadata().getName(), () -> {
                        throw refused;
                    });
        }
    }

    void delete(String name) throws FaultException {
        cluster.request("delete lease " + namespace + "/" + name, () -> cluster.client()
                .leases()
                .inNamespace(namespace)
                .withName(name)
                .delete());
    }

    private ZonedDateTime now() {
        // As exact as the API writes it: what it would cut off would make a conflict of nothing.
        return ZonedDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
