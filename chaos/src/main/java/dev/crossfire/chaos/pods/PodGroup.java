package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.pods.PodViews.PodView;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One workload's pods: how many have to serve, which were killed, and which serve now. Safe for several threads.
 */
final class PodGroup implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Pods workload;
    private volatile List<Pods> targets;
    private final PodDeletions deletions = new PodDeletions();
    private final RequiredPods required;
    private final PodViews views;

    private PodGroup(Pods workload, List<Pods> targets, RequiredPods required, RunClock clock) throws FaultException {
        this.workload = workload;
        this.targets = List.copyOf(targets);
        this.required = required;
        this.views = new PodViews(workload, required, deletions, clock);
    }

    /** The pods of targets by the workload that they are part of, in the order of the targets. */
    static Map<String, List<Pods>> byWorkload(Environment environment, List<Target> targets) throws FaultException {
        Map<String, List<Pods>> workloads = new LinkedHashMap<>();
        for (Target target : targets) {
            Pods pods = environment.capability(target, Pods.class);
            workloads
                    .computeIfAbsent(pods.workload(), name -> new ArrayList<>())
                    .add(pods);
        }
        return workloads;
    }

    /**
     * Lists a workload, and waits a little for the targets to serve: they may just have been replaced.
     *
     * @param targets what is to be hit in it, at least one
     */
    static PodGroup of(List<Pods> targets, PodKill.Settings settings, RunClock clock) throws FaultException {
        Pods pods = settings.of(targets.get(0));
        int enough = settings.labels() == null ? targets.size() : 1;
        List<Pod> found = new ArrayList<>();
        List<FaultException> refused = new ArrayList<>();
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .pollInSameThread()
                    .atMost(LONGEST_WAIT)
                    .until(() -> hasEnough(found, refused, targets, settings, enough));
        } catch (ConditionTimeoutException late) {
            throw new FaultException("after " + LONGEST_WAIT.toSeconds() + " s "
                    + found.stream().filter(Pod::serves).count() + " of " + found.size() + " pods of "
                    + pods.workload() + " serve, of which "
                    + targeted(found, targets, settings).count() + " are targets"
                    + (settings.labels() == null ? "" : " that carry " + settings.labels()) + "; expected " + enough
                    + "; wait until they are ready, or plan again");
        }
        if (!refused.isEmpty()) {
            throw refused.get(0);
        }
        return new PodGroup(pods, targets, RequiredPods.of(pods, found), clock);
    }

    private static boolean hasEnough(
            List<Pod> found, List<FaultException> refused, List<Pods> targets, PodKill.Settings settings, int enough) {
        found.clear();
        try {
            found.addAll(targets.get(0).list());
        } catch (FaultException failed) {
            refused.add(failed);
            return true;
        }
        return targeted(found, targets, settings).count() >= enough;
    }

    /** All of the workload's pods, to be killed in the fault's mode. */
    Pods pods() {
        return workload;
    }

    /** Takes other pods of the workload as targets; may be none. */
    void retarget(List<Pods> others) {
        targets = List.copyOf(others);
    }

    /** How many of its pods may be missing at one time. */
    int limit() {
        return targets.size();
    }

    PodDeletions deletions() {
        return deletions;
    }

    PodViews views() {
        return views;
    }

    /** The pods that serve and are targets, the oldest first. */
    List<Pod> targeted(PodKill.Settings settings) {
        return targeted(views.newest().pods(), targets, settings).toList();
    }

    private static Stream<Pod> targeted(List<Pod> pods, List<Pods> targets, PodKill.Settings settings) {
        return candidates(pods, settings).filter(pod -> targets.stream().anyMatch(target -> target.includes(pod)));
    }

    /** The next one to be killed at a rate; null while as many are missing as there are targets. */
    @Nullable
    Pod next(PodKill.Settings settings) {
        return candidates(views.newest().pods(), settings)
                .filter(this::mayBeMissing)
                // First one whose deletion may still be carried out: it must not be missing beside another.
                .min(Comparator.comparing(pod -> !deletions.isOpen(pod)))
                .orElse(null);
    }

    /** Whether no more pods would be missing without this one than there are targets, by the newest list. */
    boolean mayBeMissing(Pod pod) {
        PodView seen = views.newest();
        return seen.find(pod.uid()).filter(Pod::serves).isPresent()
                && (deletions.isOpen(pod) || (!deletions.includes(pod) && missing(seen) < limit()));
    }

    private long missing(PodView seen) {
        return seen.required() - deletions.serving(seen.pods());
    }

    private static Stream<Pod> candidates(List<Pod> pods, PodKill.Settings settings) {
        return pods.stream()
                .filter(pod -> pod.serves() && settings.allows(pod))
                .sorted(Comparator.comparing(Pod::since).thenComparing(Pod::name));
    }

    /** Whether fewer serve than have to: certainly, without those that may yet be deleted. */
    boolean isShort() {
        PodView seen = views.newest();
        return seen.pods().stream()
                        .filter(pod -> pod.serves() && !deletions.isDone(pod))
                        .count()
                < seen.required();
    }

    /** Whether fewer serve than have to, or will when every deletion without an answer is carried out. */
    boolean mayBeShort() {
        return missing(views.newest()) > 0;
    }

    int killed() {
        return deletions.killed(views.newest().pods());
    }

    int removed() {
        return deletions.removed(views.newest().pods());
    }

    Map<String, String> handle() {
        return required.handle(pods().workload());
    }

    String detail() {
        PodView seen = views.newest();
        String problem = views.problem();
        if (!views.isKnown()) {
            return "the cluster does not report how the pods of " + pods().workload() + " are"
                    + (problem == null ? "" : ": " + problem);
        }
        String serving = deletions.serving(seen.pods()) + " of " + seen.required() + " pods serve";
        int killed = killed();
        return killed == 0 ? serving : serving + ", " + removed() + " of " + killed + " deleted pods are removed";
    }

    @Override
    public void close() {
        views.close();
    }
}
