package dev.crossfire.lab.fis;

import java.time.Duration;

/**
 * An effect that has begun.
 *
 * @param hold how long it lasts by itself; zero if it was over when it began
 * @param undo takes the effect back; called exactly once, at the end of the hold or when the experiment is stopped,
 *     whichever comes first
 */
public record ActionRun(Duration hold, Undo undo) {
    /** Returns a run of which nothing is left to hold or to take back. */
    public static ActionRun oneShot() {
        return new ActionRun(Duration.ZERO, () -> {});
    }

    /** Returns a run that only passes time. */
    public static ActionRun passing(Duration hold) {
        return new ActionRun(hold, () -> {});
    }

    /** Takes an effect back; may block. */
    @FunctionalInterface
    public interface Undo {
        /** Takes the effect back, or throws if it cannot be proven gone. */
        void run() throws EstateException;
    }
}
