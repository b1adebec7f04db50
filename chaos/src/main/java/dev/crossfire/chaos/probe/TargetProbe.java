package dev.crossfire.chaos.probe;

import dev.crossfire.model.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Probes one target through its probe client, on a thread of its own, and remembers the recent replies.
 *
 * <p>All but the probing is done by one thread.
 */
final class TargetProbe implements AutoCloseable {
    private final Target target;
    private final Symptom effect;
    private final ProbeClient probeClient;
    private final Deque<ProbeReply> recent = new ArrayDeque<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "crossfire-vantage");
        thread.setDaemon(true);
        return thread;
    });
    private ProbeBaseline before = ProbeBaseline.UNKNOWN;
    private @Nullable CompletableFuture<ProbeReply> awaited;
    private @Nullable ProbeReply latest;
    private @Nullable Instant effectAbsent;
    private boolean late;
    private boolean confirmed;

    TargetProbe(Target target, ProbeClient probeClient, Symptom effect) {
        this.target = target;
        this.probeClient = probeClient;
        this.effect = effect;
    }

    /**
     * Begins to probe often enough to know how the target answers when nothing is wrong.
     *
     * @param mayBeLate whether silence is not the target's usual reply yet
     */
    CompletableFuture<ProbeBaseline> survey(BooleanSupplier mayBeLate) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<ProbeReply> replies = new ArrayList<>();
                    while (replies.size() < probeClient.baseline() && (replies.isEmpty() || answered(replies))) {
                        ProbeReply reply = probeClient.request();
                        if (!(reply instanceof ProbeReply.Silent) || !mayBeLate.getAsBoolean()) {
                            replies.add(reply);
                        }
                    }
                    return ProbeBaseline.of(replies);
                },
                worker);
    }

    private static boolean answered(List<ProbeReply> replies) {
        return Symptom.last(replies) instanceof ProbeReply.Answered;
    }

    /** From now on the target is compared with what a survey found. */
    void compareWith(ProbeBaseline surveyed) {
        before = surveyed;
    }

    /**
     * Sends a probe, unless a reply is still due; one that comes too late for an earlier probe counts as silence there.
     */
    CompletableFuture<ProbeReply> request() {
        if (worker.isShutdown()) {
            return CompletableFuture.completedFuture(new ProbeReply.Refused("the watch has ended"));
        }
        CompletableFuture<ProbeReply> pending = awaited;
        if (pending == null || pending.isDone()) {
            pending = CompletableFuture.supplyAsync(probeClient::request, worker)
                    .exceptionally(broken -> new ProbeReply.Refused("the probe failed: " + broken.getMessage()));
            awaited = pending;
        }
        return pending;
    }

    /**
     * Takes in the replies that have come by now.
     *
     * @param mayBeConfirmed whether the fault has been injected; errors before are not its effect
     */
    void take(CompletableFuture<ProbeReply> question, boolean mayBeConfirmed) {
        boolean due = !question.isDone();
        ProbeReply reply = due ? probeClient.late() : question.join();
        late = due || reply instanceof ProbeReply.Silent;
        latest = reply;
        if (reply instanceof ProbeReply.Unknown) {
            return;
        }
        if (reply instanceof ProbeReply.EffectChecked checked && !checked.present()) {
            effectAbsent = checked.began();
        }
        if (recent.size() == Symptom.WINDOW) {
            recent.removeFirst();
        }
        recent.addLast(reply);
        confirmed = confirmed || (mayBeConfirmed && effect.confirmed(List.copyOf(recent), before));
    }

    boolean intact() {
        return !recent.isEmpty() && effect.intact(List.copyOf(recent), before);
    }

    /** Whether the latest answer did not come in time. */
    boolean late() {
        return late;
    }

    /** Whether the latest reply says something about the target. */
    boolean known() {
        return latest != null && !(latest instanceof ProbeReply.Unknown);
    }

    /** Whether a check finds the effect at present. */
    boolean affected() {
        return latest instanceof ProbeReply.EffectChecked checked && checked.present();
    }

    /** When a check last found no effect; empty for a target whose answers are probed. */
    Optional<Instant> effectAbsent() {
        return Optional.ofNullable(effectAbsent);
    }

    /** The longest time that a probe takes. */
    Duration patience() {
        return probeClient.patience();
    }

    /** When it is silent though it should not be: how long after a question its answer would have been due. */
    Optional<Duration> overdue() {
        return !intact() && latest instanceof ProbeReply.Silent ? before.due() : Optional.empty();
    }

    boolean confirmed() {
        return confirmed;
    }

    String detail() {
        return described(target.id(), latest == null ? probeClient.late() : latest);
    }

    /** What a target did, or what answered in its place; a name is listed once. */
    static String described(String id, ProbeReply last) {
        String name = id.replaceFirst(".*[/:]", "");
        String seen = last.detail();
        if (seen.startsWith(name + " ")) {
            return seen;
        }
        boolean another = last instanceof ProbeReply.Answered answered
                && !answered.serverName().isEmpty();
        return name + (another ? ": " : " ") + seen;
    }

    /** Waits for all, but no longer than a limit. */
    static void awaitAll(List<? extends CompletableFuture<?>> questions, Duration limit) {
        CompletableFuture.allOf(questions.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> true)
                .exceptionally(broken -> false)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void close() {
        if (!worker.isShutdown()) {
            worker.execute(probeClient::close);
            worker.shutdown();
        }
    }
}
