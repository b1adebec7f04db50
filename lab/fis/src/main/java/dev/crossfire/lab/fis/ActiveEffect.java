package dev.crossfire.lab.fis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * An effect that has begun.
 *
 * @param hold how long it lasts by itself at most; zero if it was over when it began
 * @param undo ends the effect; called exactly once, at the end of the hold, when the effect ends by itself or when the
 *     experiment is stopped, whichever comes first
 * @param over completes when the effect has ended by itself, exceptionally if it failed; never for one that only ends
 *     with its hold
 */
public record ActiveEffect(Duration hold, Undo undo, CompletableFuture<Void> over) {
    /** An effect that lasts until it is undone. */
    public ActiveEffect(Duration hold, Undo undo) {
        this(hold, undo, new CompletableFuture<>());
    }

    /** Returns an effect that was over when it began. */
    public static ActiveEffect oneShot() {
        return new ActiveEffect(Duration.ZERO, () -> {});
    }

    /** Returns an effect that only passes time. */
    public static ActiveEffect passing(Duration hold) {
        return new ActiveEffect(hold, () -> {});
    }

    /** Takes an effect back; may block. */
    @FunctionalInterface
    public interface Undo {
        /** Ends the effect, or throws if it cannot be proven to have ended. */
        void run() throws InventoryException;
    }
}
