package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.pods.Pod.PodOwner;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The means to kill pods; environments offer it for targets that are pods, or stand for one.
 *
 * <p>Pods may be killed only while the fault has permission, which is a mark in the cluster that expires by itself: a
 * process that removes it, whichever it is, makes sure that no process kills for that fault any more.
 */
public interface Pods {
    /** The workload that the target is part of; the same for targets that belong together. */
    String workload();

    /** Whether a pod is the target, or what the target stands for. */
    boolean includes(Pod pod);

    /**
     * Reads every pod of the workload once; the list holds every change that was made before this was called.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    List<Pod> list() throws FaultException;

    /**
     * What keeps the number of these pods; empty when nothing does, or something that does not say how many it wants.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    Set<PodOwner> owners(List<Pod> pods) throws FaultException;

    /**
     * How many replicas these owners desire together now; none for one that does not exist any more.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    long desiredReplicas(Set<PodOwner> owners) throws FaultException;

    /**
     * Makes sure that this process has the rights to kill pods here; changes nothing.
     *
     * @throws FaultException with all rights that are missing, or when the cluster cannot be queried
     */
    default void requireRights() throws FaultException {}

    /**
     * The same pods, killed by eviction: a PodDisruptionBudget may refuse it.
     *
     * @throws FaultException when they cannot be evicted
     */
    default Pods evicting() throws FaultException {
        throw new FaultException("the pods of " + workload() + " cannot be evicted here");
    }

    /**
     * The PodDisruptionBudgets that protect pods of the workload.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    default List<DisruptionBudget> budgets() throws FaultException {
        return List.of();
    }

    /**
     * The names of the pods that nothing replaces, because no controller has them.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    default Set<String> uncontrolled() throws FaultException {
        return Set.of();
    }

    /**
     * Permits a fault to kill; touches no pod.
     *
     * @param forAtMost when the permission expires by itself
     * @throws FaultException when the cluster refuses; nothing is left behind then
     */
    void permit(String run, String fault, Duration forAtMost) throws FaultException;

    /**
     * Whether a fault may kill now.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    boolean mayKill(String run, String fault) throws FaultException;

    /**
     * Removes the permission; may run twice, and in a process that did not give it.
     *
     * @throws FaultException when it may still exist
     */
    void forbid(String run, String fault) throws FaultException;

    /**
     * Marks a pod to be killed by a fault; empty when the pod does not exist any more. Removing the fault's permission
     * removes the mark, too.
     *
     * @throws FaultException when it may or may not be marked
     */
    Optional<PodMark> claim(String run, String fault, Pod pod) throws FaultException;

    /**
     * Kills a pod that is as it was when it was marked; nothing is done to one that has ended.
     *
     * <p>A fault that has permission after it has marked a pod, and kills by that mark, kills nothing once its
     * permission is removed, however long it was stopped in between.
     *
     * @param grace how long its processes may take to end, in whole seconds; zero kills at once, null leaves it to the
     *     pod
     * @return false when something has changed it since, and nothing was done
     * @throws FaultException when the cluster refused, or did not report in time whether it did it
     */
    boolean kill(PodMark claim, @Nullable Duration grace) throws FaultException;

    /**
     * A PodDisruptionBudget.
     *
     * @param allowed how many of its pods may be evicted now
     * @param pods the names of the workload's pods that it protects
     */
    record DisruptionBudget(String name, int allowed, Set<String> pods) {
        public DisruptionBudget {
            pods = Set.copyOf(pods);
        }
    }

    /** The cluster refused to kill a pod: a budget needs it, or the server is too busy; nothing was done. */
    final class KillRefusedException extends FaultException {
        private static final long serialVersionUID = 1L;

        public KillRefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * A pod that is marked to be killed.
     *
     * @param version which the mark made of it: whatever is done to the pod after makes another
     */
    record PodMark(Pod pod, String version) {}
}
