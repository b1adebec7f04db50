package dev.crossfire.chaos.injection;

import dev.crossfire.spi.FaultException;

/** Undoes what was made before something went wrong. */
public final class Rollback {
    /** What takes it back. */
    @FunctionalInterface
    public interface UndoStep {
        void run() throws FaultException;
    }

    private Rollback() {}

    /**
     * Takes a step even on an interrupted thread, whose calls would otherwise end at once; the thread stays
     * interrupted.
     *
     * @param because what went wrong; failures to undo are added to it as suppressed
     */
    public static void after(Throwable because, UndoStep step) {
        boolean interrupted = Thread.interrupted();
        try {
            step.run();
        } catch (FaultException | RuntimeException left) {
            because.addSuppressed(left);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
