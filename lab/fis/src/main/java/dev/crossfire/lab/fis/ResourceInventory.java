package dev.crossfire.lab.fis;

import java.util.List;

/**
 * The resources that can be broken, as AWS would list them, and the real effects on them.
 *
 * <p>What an inventory does not override it does not have: an action that needs it fails, and says so.
 *
 * <p>All methods may be called from several threads at once. An effect returns when the target has accepted the
 * command, not when it has recovered: AWS reports an action completed long before its clients are served, and so does
 * this emulator.
 */
@FunctionalInterface
public interface ResourceInventory {
    /**
     * Lists everything that a target can resolve to, as it is now.
     *
     * <p>Called once for each experiment, on the path to its first action: answer from memory, in far less than a
     * millisecond.
     *
     * @throws InventoryException if they cannot be listed; the experiment fails then
     */
    List<AwsResource> resources() throws InventoryException;

    /** Returns what can be done to databases. */
    default DatabaseOperations databases() throws InventoryException {
        throw new InventoryException("there are no databases that can be broken here");
    }

    /** Returns what can be done to the caches. */
    default CacheOperations caches() throws InventoryException {
        throw new InventoryException("there are no caches that can be broken here");
    }

    /** Returns what connects the resources. */
    default NetworkOperations network() throws InventoryException {
        throw new InventoryException("there is no network that can be broken here");
    }

    /** Returns what can be done to whole zones. */
    default ZoneOperations zones() throws InventoryException {
        throw new InventoryException("there are no zones that can be broken here");
    }

    /** Returns what can be done to the replicas of services. */
    default TaskOperations tasks() throws InventoryException {
        throw new InventoryException("there are no tasks that can be broken here");
    }

    /** Returns the workflows that can be started. */
    default WorkflowOperations workflows() throws InventoryException {
        throw new InventoryException("there are no workflows that can be started here");
    }
}
