package dev.crossfire.lab.fis;

/** What can be done to the replicas of a service, each named by the ARN of a listed resource of type {@code aws:ecs:task}. */
public interface Tasks {
    /**
     * Ends a replica; whoever looks after the service starts another in its place.
     *
     * @throws EstateException if there is no such replica, or it does not run
     */
    void stop(String taskArn) throws EstateException;

    /**
     * Stops a replica where it is: it is alive, keeps its connections, and does nothing.
     *
     * @return lets it go on
     * @throws EstateException if there is no such replica
     */
    ActionRun.Undo pause(String taskArn) throws EstateException;
}
