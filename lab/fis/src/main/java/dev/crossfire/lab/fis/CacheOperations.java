package dev.crossfire.lab.fis;

import java.util.function.BooleanSupplier;

/**
 * What can be done to caches; each is named by the ARN of a listed resource of type
 * {@code aws:elasticache:replicationgroup}.
 */
public interface CacheOperations {
    /**
     * Takes the power from a cache's servers in one zone: they die, and none comes back before it has power again.
     *
     * @param zone the zone's name or id
     * @return what gives the power back
     * @throws InventoryException if the cache has no server in that zone
     */
    default ActiveEffect.Undo cutPower(String groupArn, String zone) throws InventoryException {
        throw new InventoryException("caches cannot lose their power here");
    }

    /**
     * Kills all servers of a cache and keeps them down.
     *
     * @return what lets them come back, empty
     */
    default ActiveEffect.Undo kill(String groupArn) throws InventoryException {
        throw new InventoryException("caches cannot be killed here");
    }

    /** Restarts all servers of a cache, which forget everything. */
    default void empty(String groupArn) throws InventoryException {
        throw new InventoryException("caches cannot be emptied here");
    }

    /**
     * Kills a cache's primary, so that its replica takes over; waits a moment for a replica that is just coming back.
     *
     * @param wanted called while it waits; nothing is done once it returns false
     * @throws InventoryException if there is no replica that could
     */
    default void failover(String groupArn, BooleanSupplier wanted) throws InventoryException {
        throw new InventoryException("caches cannot fail over here");
    }
}
