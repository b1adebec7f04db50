package dev.crossfire.lab.fis;

import java.util.List;

/**
 * The resources of the lab that can be broken: its resources as AWS would list them, and the real effects on them.
 *
 * <p>All methods may be called from several threads at once. An effect returns when the target has accepted the
 * command, not when it has recovered: AWS reports an action completed long before its clients are served, and so does
 * the lab.
 */
public interface ResourceInventory {
    /**
     * Lists everything that a target can resolve to, as it is now.
     *
     * <p>Called once for each experiment, on the path to its first action: answer from memory, in far less than a
     * millisecond.
     */
    List<Resource> resources();

    /**
     * Promotes a reader of the cluster to be its writer.
     *
     * @param clusterArn the ARN of a listed resource of type {@code aws:rds:cluster}
     * @throws InventoryException if the cluster refuses, for example because it has no reader to promote
     */
    void failover(String clusterArn) throws InventoryException;

    /**
     * Restarts a database instance.
     *
     * @param instanceArn the ARN of a listed resource of type {@code aws:rds:db}
     * @param forceFailover whether the instance's standby takes over while it restarts
     * @throws InventoryException if the instance refuses, for example because it has no standby to fail over to
     */
    void reboot(String instanceArn, boolean forceFailover) throws InventoryException;

    /** Returns what can be done to the caches. */
    Caches caches();

    /** Returns what connects the resources. */
    Network network();

    /** Returns what can be done to whole zones. */
    Zones zones();

    /** Returns what can be done to the replicas of services. */
    Tasks tasks();

    /** Returns the workflows that can be started. */
    Workflows workflows();
}
