package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.pods.Pod.PodOwner;
import dev.crossfire.spi.FaultException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many pods of a workload have to serve: as many as its owners want at the time, less those that were missing when
 * the fault was armed. An autoscaler may want others by then.
 *
 * @param before how many served when the fault was armed
 * @param owners what keeps their number; empty when nothing does, or nothing that says how many it wants
 * @param desired how many replicas the owners desired when the fault was armed
 */
record RequiredPods(long before, Set<PodOwner> owners, long desired) {
    private static final String BEFORE = "pods ";
    private static final String OWNERS = "owners ";
    private static final String DESIRED = "desired ";

    RequiredPods {
        owners = Set.copyOf(owners);
    }

    /** What has to serve of a workload whose pods are as they were before the fault. */
    static RequiredPods of(Pods pods, Collection<Pod> now) throws FaultException {
        Set<PodOwner> owners = pods.owners(List.copyOf(now));
        long serving = now.stream().filter(Pod::serves).count();
        return new RequiredPods(serving, owners, owners.isEmpty() ? serving : pods.desiredReplicas(owners));
    }

    /** What {@link #handle} wrote for a workload; empty when it is not in there. */
    static Optional<RequiredPods> read(Map<String, String> handle, String workload) {
        String before = handle.get(BEFORE + workload);
        return before == null
                ? Optional.empty()
                : Optional.of(new RequiredPods(
                        Long.parseLong(before),
                        PodOwner.parse(handle.getOrDefault(OWNERS + workload, "")),
                        Long.parseLong(handle.getOrDefault(DESIRED + workload, before))));
    }

    Map<String, String> handle(String workload) {
        Map<String, String> handle = new LinkedHashMap<>();
        handle.put(BEFORE + workload, Long.toString(before));
        handle.put(OWNERS + workload, PodOwner.format(owners));
        handle.put(DESIRED + workload, Long.toString(desired));
        return handle;
    }

    /**
     * How many have to serve now.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    long now(Pods pods) throws FaultException {
        return owners.isEmpty() ? before : Math.max(0, pods.desiredReplicas(owners) - Math.max(0, desired - before));
    }
}
