package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.pods.Pods.KillRefusedException;
import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kills pods of one workload for one fault that has permission, and never more than may be missing at one time: directly
 * before each deletion, the API server has listed the pods within {@link #VIEW_BOUND}.
 */
final class PodKiller {
    /** No pod is killed by a list that was asked for longer ago. */
    static final Duration VIEW_BOUND = Duration.ofSeconds(1);

    /** A pod that serves changes seldom; one that changes more often than this within milliseconds is not meant. */
    private static final int ATTEMPTS = 5;

    /** How often pods are tried whose deletion was not answered. */
    private static final int PASSES = 3;

    private final PodGroup group;
    private final String run;
    private final String fault;
    private final PodKill.Settings settings;
    private final RunClock clock;

    PodKiller(PodGroup group, String run, String fault, PodKill.Settings settings, RunClock clock) {
        this.group = group;
        this.run = run;
        this.fault = fault;
        this.settings = settings;
        this.clock = clock;
    }

    PodGroup group() {
        return group;
    }

    /**
     * Kills the targets together. All are marked first, so that their deletions follow each other closely; one list may
     * serve several, and what was deleted since counts as missing.
     *
     * @param notAfter when a deletion would be too late, by the clock that never goes back
     * @throws FaultException when the cluster refused, or does not report whether it did all of it
     */
    void killTargets(Duration notAfter) throws FaultException {
        group.views().look();
        List<Pod> chosen = group.targeted(settings);
        List<PodMark> marks = new ArrayList<>();
        for (Pod pod : chosen) {
            pods().claim(run, fault, pod).ifPresent(marks::add);
        }
        requirePermission();
        List<Pod> left = new ArrayList<>();
        @Nullable FaultException failed = null;
        for (PodMark mark : marks) {
            try {
                if (mayDelete(mark.pod(), notAfter) && !delete(mark)) {
                    left.add(mark.pod());
                }
            } catch (FaultException unanswered) {
                left.add(mark.pod());
                failed = unanswered;
            }
        }
        for (int i = 1; i < PASSES && !left.isEmpty(); i++) {
            failed = killAgain(left, notAfter);
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** Tries again what is left, by a new list, and keeps in the list what is left still. */
    private @Nullable FaultException killAgain(List<Pod> left, Duration notAfter) {
        @Nullable FaultException failed = null;
        for (Pod pod : List.copyOf(left)) {
            try {
                group.views().look();
                if (group.mayBeMissing(pod)) {
                    kill(pod, notAfter);
                }
                left.remove(pod);
            } catch (FaultException again) {
                failed = again;
            }
        }
        return failed;
    }

    /**
     * Kills the next pod, the oldest first, by a list that was asked for after the last deletion was answered.
     *
     * @return false when as many are missing as may be, or it is too late
     */
    boolean killNext(Duration notAfter) throws FaultException {
        group.views().look();
        Pod pod = group.next(settings);
        return pod != null && kill(pod, notAfter);
    }

    private boolean kill(Pod pod, Duration notAfter) throws FaultException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<PodMark> mark = pods().claim(run, fault, pod);
            if (mark.isEmpty()) {
                return false;
            }
            requirePermission();
            if (!mayDelete(pod, notAfter)) {
                return false;
            }
            if (delete(mark.get())) {
                return true;
            }
        }
        throw new FaultException("pod " + pod.namespace() + "/" + pod.name() + " changed " + ATTEMPTS
                + " times while it was to be killed; run again once it is healthy");
    }

    /** After the mark, so that healing, which removes the permission first, removes every mark that was made before. */
    private void requirePermission() throws FaultException {
        if (!pods().mayKill(run, fault)) {
            pods().forbid(run, fault);
            throw new FaultException("the fault's permission to kill pods of " + pods().workload()
                    + " was removed: the fault was healed");
        }
    }

    /** Called directly before a deletion: this process may have been stopped at any time before. */
    private boolean mayDelete(Pod pod, Duration notAfter) throws FaultException {
        if (!group.views().isFresh(VIEW_BOUND)) {
            group.views().look();
        }
        if (!group.views().isFresh(VIEW_BOUND)) {
            throw new FaultException("the cluster took longer than " + VIEW_BOUND.toSeconds()
                    + " s to list the pods of " + pods().workload() + ", and no pod is killed by an older list");
        }
        return clock.elapsed().compareTo(notAfter) <= 0 && group.mayBeMissing(pod);
    }

    private boolean delete(PodMark mark) throws FaultException {
        PodDeletions deletions = group.deletions();
        boolean again = deletions.isOpen(mark.pod());
        deletions.sent(mark, clock.instant(), clock.elapsed());
        boolean killed;
        try {
            killed = pods().kill(mark, settings.grace());
        } catch (KillRefusedException refused) {
            if (!again) {
                deletions.refused(mark.pod().uid());
            }
            throw refused;
        }
        if (killed) {
            deletions.done(mark.pod().uid(), clock.instant());
        } else if (!again) {
            deletions.refused(mark.pod().uid());
        }
        return killed;
    }

    private Pods pods() {
        return group.pods();
    }
}
