package dev.crossfire.simulations;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs a simulation's {@code after()} when all evidence is on disk and reported: it may then throw, hang or exit. */
final class AfterHook {
    private AfterHook() {}

    /**
     * Runs it, at most so long; a hook that takes longer is left behind on its daemon thread.
     *
     * @return why it did not succeed; null when it did
     */
    static @Nullable String problem(Runnable hook, Duration longest) throws InterruptedException {
        FutureTask<@Nullable Void> task = new FutureTask<>(hook, null);
        Thread thread = new Thread(task, "after-hook");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException thrown) {
            return "threw " + RunnerEnvironment.explain(thrown.getCause() == null ? thrown : thrown.getCause());
        } catch (TimeoutException late) {
            return "had not ended " + longest.toSeconds() + " s after the load";
        }
    }
}
