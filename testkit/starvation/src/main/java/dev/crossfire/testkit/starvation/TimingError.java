package dev.crossfire.testkit.starvation;

import org.jspecify.annotations.Nullable;

/**
 * Something took too long, and nothing else is wrong.
 *
 * <p>A test throws it where a slow machine alone can break the assertion; {@link StarvationExtension} then says whether
 * the machine was slow because of other work.
 */
public final class TimingError extends AssertionError {
    private static final long serialVersionUID = 1;

    /** An assertion whose result depends on how fast the machine is. */
    @FunctionalInterface
    public interface Check {
        /** Fails with an {@link AssertionError}. */
        void run() throws Exception;
    }

    /** Creates one; the cause is the assertion that did not hold, if there was one. */
    public TimingError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Runs an assertion that other work on the machine can break, and marks its failure as one of timing. */
    public static void unless(Check check) throws Exception {
        try {
            check.run();
        } catch (AssertionError failed) {
            throw new TimingError(String.valueOf(failed.getMessage()), failed);
        }
    }
}
