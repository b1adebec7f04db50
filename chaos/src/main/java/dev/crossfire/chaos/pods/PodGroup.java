package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.chaos.pods.Pods.PodWatch;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One workload's pods: how many served before, which were killed, and which serve now. Safe for two threads. */
final class PodGroup implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A pod that serves changes seldom; one that changes more often than this within milliseconds is not meant. */
    private static final int ATTEMPTS = 5;

    private final List<Pods> targets;
    private final PodWatch watch;
    private final long before;

    /** By uid, and of each whether its deletion is known; a deletion that was requested may be unanswered. */
    private final Map<String, Boolean> marked = new ConcurrentHashMap<>();

    private PodGroup(List<Pods> targets, PodWatch watch) {
        this.targets = List.copyOf(targets);
        this.watch = watch;
        this.before = serving();
    }

    /**
     * Begins to watch a workload, and waits a little for the targets to serve: they may just have been replaced.
     *
     * @param targets what is to be hit in it, at least one
     */
    static PodGroup of(List<Pods> targets, PodKill.Settings settings) throws FaultException {
        PodWatch watch = targets.get(0).watch();
        int required = settings.labels() == null ? targets.size() : 1;
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(PATIENCE)
                    .until(() -> watch.isLive()
                            && new PodGroup(targets, watch).targeted(settings).size() >= required);
            return new PodGroup(targets, watch);
        } catch (ConditionTimeoutException late) {
            PodGroup found = new PodGroup(targets, watch);
            watch.close();
            throw new FaultException("after " + PATIENCE.toSeconds() + " s " + found.detail() + ", of which "
                    + found.targeted(settings).size() + " are targets"
                    + (settings.labels() == null ? "" : " that carry " + settings.labels()) + "; expected " + required
                    + "; wait until they are ready, or plan again");
        }
    }

    Pods pods() {
        return targets.get(0);
    }

    /** How many pods served when the watch began. */
    long before() {
        return before;
    }

    /** The pods that serve and are targets, the oldest first. */
    List<Pod> targeted(PodKill.Settings settings) {
        return candidates(settings)
                .filter(pod -> targets.stream().anyMatch(target -> target.includes(pod)))
                .toList();
    }

    /** The next one to be killed at a rate; null while as many are missing as there are targets. */
    @Nullable
    Pod next(PodKill.Settings settings) {
        long missing = before - serving();
        return missing >= targets.size()
                ? null
                : candidates(settings)
                        .filter(pod -> !marked.getOrDefault(pod.uid(), false))
                        .findFirst()
                        .orElse(null);
    }

    private Stream<Pod> candidates(PodKill.Settings settings) {
        return watch.pods().stream()
                .filter(pod -> pod.serves() && settings.allows(pod))
                .sorted(Comparator.comparing(Pod::since).thenComparing(Pod::name));
    }

    /**
     * Kills a pod for a fault that has permission; it counts as killed from the moment at which its deletion is
     * requested.
     *
     * @throws FaultException when the fault has no permission, or the cluster refused or did not report whether it did
     *     it
     */
    void kill(String run, String fault, Pod pod, @Nullable Duration grace) throws FaultException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<PodMark> claim = pods().claim(run, fault, pod);
            if (claim.isPresent() && !pods().mayKill(run, fault)) {
                pods().forbid(run, fault);
                throw new FaultException("the fault's permission to kill pods of " + pods().workload()
                        + " was removed: the fault was healed");
            }
            if (claim.isEmpty() || isKilled(claim.get(), grace)) {
                return;
            }
        }
        throw new FaultException("pod " + pod.namespace() + "/" + pod.name() + " changed " + ATTEMPTS
                + " times while it was to be killed; run again once it is healthy");
    }

    private boolean isKilled(PodMark claim, @Nullable Duration grace) throws FaultException {
        String uid = claim.pod().uid();
        marked.put(uid, true);
        try {
            boolean killed = pods().kill(claim, grace);
            if (!killed) {
                marked.remove(uid);
            }
            return killed;
        } catch (FaultException | RuntimeException failed) {
            marked.put(uid, false);
            throw failed;
        }
    }

    /** Whether a deletion was requested, even in vain. */
    boolean wasInjected() {
        return !marked.isEmpty();
    }

    /** Whether as many serve as before; false while the cluster does not report it. */
    boolean intact() {
        return watch.isLive() && serving() >= before;
    }

    /** How many were killed: of those whose deletion is unknown, the ones that have ended or are about to. */
    int killed() {
        Set<String> staying = watch.pods().stream()
                .filter(pod -> !pod.leaving())
                .map(Pod::uid)
                .collect(Collectors.toSet());
        return (int) marked.entrySet().stream()
                .filter(pod -> pod.getValue() || !staying.contains(pod.getKey()))
                .count();
    }

    /** How many of those that were killed have ended. */
    int gone() {
        List<String> there = watch.pods().stream().map(Pod::uid).toList();
        return (int)
                marked.keySet().stream().filter(uid -> !there.contains(uid)).count();
    }

    String detail() {
        if (!watch.isLive()) {
            return "the cluster does not report how the pods of " + pods().workload() + " are";
        }
        List<String> words = new ArrayList<>(List.of(serving() + " of " + before + " pods serve"));
        int killed = killed();
        if (killed > 0) {
            words.add(gone() + " of " + killed + " deleted pods are removed");
        }
        return String.join(", ", words);
    }

    private long serving() {
        return watch.pods().stream().filter(Pod::serves).count();
    }

    @Override
    public void close() {
        watch.close();
    }
}
