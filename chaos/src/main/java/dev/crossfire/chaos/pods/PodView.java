package dev.crossfire.chaos.pods;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A workload's pods as the API server listed them.
 *
 * @param required how many had to serve then
 * @param asked just before the list was requested, by the clock that never goes back: a process that was stopped while
 *     it waited for the answer, or before it used it, has an old one
 * @param answered just after the answer
 */
record PodView(List<Pod> pods, long required, Duration asked, Duration answered) {
    PodView {
        pods = List.copyOf(pods);
    }

    Optional<Pod> find(String uid) {
        return pods.stream().filter(pod -> pod.uid().equals(uid)).findFirst();
    }
}
