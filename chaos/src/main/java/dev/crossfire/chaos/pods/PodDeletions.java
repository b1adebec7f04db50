package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.pods.PodViews.PodView;
import dev.crossfire.chaos.pods.Pods.PodMark;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The deletions that were requested of a workload's pods, and what is known of each. Any thread may read. */
final class PodDeletions {
    /**
     * One of them.
     *
     * @param version the only one in which the pod is deleted
     * @param sent just before the first request
     * @param elapsed just before the last request, by the clock that never goes back
     * @param answered just after the answer; null without one
     * @param done whether it is known to have been done
     */
    private record Deletion(
            String version,
            Instant sent,
            Duration elapsed,
            @Nullable Instant answered,
            boolean done) {
        Deletion known(@Nullable Instant when) {
            return new Deletion(version, sent, elapsed, when, true);
        }
    }

    private final Map<String, Deletion> byUid = new ConcurrentHashMap<>();

    /** A deletion is requested, maybe again, because the first request was not answered. */
    void sent(PodMark mark, Instant when, Duration elapsed) {
        byUid.merge(
                mark.pod().uid(),
                new Deletion(mark.version(), when, elapsed, null, false),
                (first, again) -> new Deletion(again.version(), first.sent(), elapsed, null, false));
    }

    void done(String uid, Instant answered) {
        byUid.computeIfPresent(uid, (same, sent) -> sent.known(answered));
    }

    /** The cluster has refused it, and so it will never be done. */
    void refused(String uid) {
        byUid.remove(uid);
    }

    /** Decides about deletions without an answer by a list that was asked for after them. */
    void settle(PodView view) {
        byUid.forEach((uid, deletion) -> {
            if (deletion.done() || view.asked().compareTo(deletion.elapsed()) <= 0) {
                return;
            }
            Optional<Pod> pod = view.find(uid);
            if (pod.isEmpty() || pod.get().leaving()) {
                byUid.replace(uid, deletion, deletion.known(null));
            } else if (!pod.get().version().equals(deletion.version())) {
                byUid.remove(uid, deletion);
            }
        });
    }

    /** Whether the pod is deleted, or may yet be. */
    boolean includes(Pod pod) {
        return byUid.containsKey(pod.uid());
    }

    /** Whether a deletion of the pod is on its way, and may be done or not. */
    boolean isOpen(Pod pod) {
        Deletion deletion = byUid.get(pod.uid());
        return deletion != null && !deletion.done();
    }

    /** Whether the pod's deletion was carried out. */
    boolean isDone(Pod pod) {
        return includes(pod) && !isOpen(pod);
    }

    boolean isEmpty() {
        return byUid.isEmpty();
    }

    /** How many pods serve that are not deleted, and will not be. */
    long serving(Collection<Pod> pods) {
        return pods.stream().filter(pod -> pod.serves() && !includes(pod)).count();
    }

    /** How many were done: of those that are open, the ones whose pods have ended or are about to. */
    int killed(Collection<Pod> there) {
        return (int) byUid.entrySet().stream()
                .filter(one -> one.getValue().done()
                        || there.stream().noneMatch(pod -> pod.uid().equals(one.getKey()) && !pod.leaving()))
                .count();
    }

    /** How many of the pods have ended. */
    int removed(Collection<Pod> there) {
        return (int) byUid.keySet().stream()
                .filter(uid -> there.stream().noneMatch(pod -> pod.uid().equals(uid)))
                .count();
    }

    /** The moment before which none can have been done; null without any. */
    @Nullable
    Instant firstSent() {
        return first(Deletion::sent);
    }

    /** The moment at which one certainly had been done; null when only the cluster knows. */
    @Nullable
    Instant firstAnswered() {
        return first(deletion -> deletion.done() ? deletion.answered() : null);
    }

    private @Nullable Instant first(Function<Deletion, @Nullable Instant> moment) {
        return byUid.values().stream()
                .map(moment)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
