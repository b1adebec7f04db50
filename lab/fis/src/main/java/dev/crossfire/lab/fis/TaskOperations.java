package dev.crossfire.lab.fis;

import java.time.Duration;

/** What can be done to the replicas of a service, each named by the ARN of a listed resource of type {@code aws:ecs:task}. */
public interface TaskOperations {
    /**
     * Ends a replica; the service's controller starts another in its place.
     *
     * @throws InventoryException if there is no such replica, or it does not run
     */
    default void stop(String taskArn) throws InventoryException {
        throw new InventoryException("tasks cannot be stopped here");
    }

    /**
     * Stops a replica where it is: it is alive, keeps its connections, and does nothing.
     *
     * @return lets it go on
     * @throws InventoryException if there is no such replica
     */
    default ActiveEffect.Undo pause(String taskArn) throws InventoryException {
        throw new InventoryException("tasks cannot be paused here");
    }

    /**
     * Keeps a replica's processors busy.
     *
     * @param hold how long at most; the replica itself enforces that
     * @return ends it
     * @throws InventoryException if there is no such replica, or it does not answer
     */
    default ActiveEffect.Undo stress(String taskArn, Stress stress, Duration hold) throws InventoryException {
        throw new InventoryException("tasks cannot be stressed here");
    }

    /** What a replica is kept busy with. */
    sealed interface Stress {
        /**
         * Its processors.
         *
         * @param percent share of the time, 1 to 100
         * @param workers how many processors; 0 for all
         */
        record Cpu(int percent, int workers) implements Stress {}

        /**
         * Its memory.
         *
         * @param percent share of all that it may have, 1 to 100
         */
        record Memory(int percent) implements Stress {}
    }
}
