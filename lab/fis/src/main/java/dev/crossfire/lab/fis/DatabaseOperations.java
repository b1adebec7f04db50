package dev.crossfire.lab.fis;

/** What can be done to databases, each named by the ARN of a listed resource. */
public interface DatabaseOperations {
    /**
     * Promotes a reader of the cluster to be its writer.
     *
     * @param clusterArn the ARN of a listed resource of type {@code aws:rds:cluster}
     * @throws InventoryException if the cluster refuses, for example because it has no reader to promote
     */
    default void failover(String clusterArn) throws InventoryException {
        throw new InventoryException("clusters cannot fail over here");
    }

    /**
     * Restarts a database instance.
     *
     * @param instanceArn the ARN of a listed resource of type {@code aws:rds:db}
     * @param forceFailover whether the instance's standby takes over while it restarts
     * @throws InventoryException if the instance refuses, for example because it has no standby to fail over to
     */
    default void reboot(String instanceArn, boolean forceFailover) throws InventoryException {
        throw new InventoryException("database instances cannot be rebooted here");
    }
}
