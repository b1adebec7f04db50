package dev.crossfire.testkit.starvation;

import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Skips a test that other work on the machine starved, and says so.
 *
 * <p>A live test is not begun where other work has taken nearly everything for five seconds. Any test that has run into
 * a time limit is skipped, with its failure as the cause, if other work was measured to have starved it meanwhile. Every
 * other failure stays one, and so does every failure on a machine without other work: no time limit is changed.
 */
public final class StarvationExtension
        implements ExecutionCondition,
                BeforeAllCallback,
                BeforeEachCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(StarvationExtension.class);
    private static final String BEGAN = "began";
    static final String LIVE = "live";
    private static final Duration LOOK_BACK = Duration.ofSeconds(5);

    private final ProcessorMonitor monitor;

    /** For JUnit, which finds it by its name; it measures from then on. */
    public StarvationExtension() {
        this(ProcessorMonitor.start());
    }

    StarvationExtension(ProcessorMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty() || !context.getTags().contains(LIVE)) {
            return ConditionEvaluationResult.enabled("not a live test");
        }
        return Starvation.ahead(monitor.within(LOOK_BACK))
                .map(starvation -> skipped(context, starvation))
                .orElseGet(() -> ConditionEvaluationResult.enabled("the machine has time for it"));
    }

    private static ConditionEvaluationResult skipped(ExtensionContext context, Starvation starvation) {
        say(context, starvation.toString());
        return ConditionEvaluationResult.disabled(starvation.toString());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(context);
    }

    private void begin(ExtensionContext context) {
        context.getStore(OWN).put(BEGAN, monitor.now());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw judged(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw judged(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw judged(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw judged(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw judged(context, failure);
    }

    private Throwable judged(ExtensionContext context, Throwable failure) {
        @Nullable Long began = context.getStore(OWN).get(BEGAN, Long.class);
        @Nullable
        TestAbortedException aborted =
                began == null ? null : aborted(failure, since(began)).orElse(null);
        if (aborted == null) {
            return failure;
        }
        say(context, String.valueOf(aborted.getMessage()));
        return aborted;
    }

    /** A test that fails at once met what happened before it. */
    private List<ProcessorShares> since(long began) {
        List<ProcessorShares> own = monitor.since(began);
        List<ProcessorShares> lately = monitor.within(LOOK_BACK);
        return own.size() < lately.size() ? lately : own;
    }

    /** The failure as an abort, if it is one of timing and the test was starved. */
    static Optional<TestAbortedException> aborted(Throwable failure, List<ProcessorShares> samples) {
        if (!isOfTiming(failure)) {
            return Optional.empty();
        }
        return Starvation.during(samples)
                .map(starvation -> new TestAbortedException(starvation + "; it ended with: " + failure, failure));
    }

    /** Whether a time limit has passed: a wait's, a connection's, JUnit's, or one that the test marks as such. */
    private static boolean isOfTiming(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConditionTimeoutException
                    || cause instanceof TimeoutException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof HttpTimeoutException
                    || cause instanceof TimingError) {
                return true;
            }
        }
        return false;
    }

    /** Surefire prints that tests were skipped, and keeps the reason for its report. */
    private static void say(ExtensionContext context, String reason) {
        System.out.println("Skipped "
                + context.getTestClass().map(Class::getSimpleName).orElse("")
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("") + ": " + reason);
    }
}
