package dev.crossfire.lab.fis;

import java.time.Duration;
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

    /** What can be done to databases, each named by the ARN of a listed resource. */
    interface DatabaseOperations {
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

    /** The network between the resources, on which several faults may act at a time. */
    interface NetworkOperations {
        /**
         * Lets a fault act on everything that travels to or from a resource.
         *
         * @param arn the ARN of a listed resource: a link, or something that links lead to
         * @return ends this fault, and no other that acts on the same resource
         * @throws InventoryException if no link leads there, or the network cannot do this
         */
        ActiveEffect.Undo disrupt(String arn, NetworkFault fault) throws InventoryException;
    }

    /** Workflows that an operator has written, as Systems Manager would store them as automation documents. */
    interface WorkflowOperations {
        /**
         * Starts one; returns when it has begun.
         *
         * @param documentArn which one
         * @param parameters a JSON object, handed on as it is; empty for none
         * @param atMost how long it may take; it is ended then
         * @return the workflow under way, over when it has done its part
         * @throws InventoryException if there is no such workflow, or it could not be started
         */
        ActiveEffect start(String documentArn, String parameters, Duration atMost) throws InventoryException;
    }
}
