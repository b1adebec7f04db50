package dev.crossfire.lab.fis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Failures of the API itself that a test injects: refused, stalled and lost answers.
 *
 * <p>Operations have AWS's names, for example {@code StartExperiment}. A failure of the next request happens
 * once; several refusals of one operation happen one after the other.
 */
public final class ApiFailures {
    private static final long LONGEST_STALL_SECONDS = 60;

    /**
     * A refusal that was injected.
     *
     * @param status the HTTP status
     * @param errorType the error's type, for example {@code AccessDeniedException}
     */
    public record Refusal(int status, String errorType, String message) {}

    private final Map<String, List<Refusal>> refusals = new HashMap<>();
    private final Set<String> lostAnswers = new HashSet<>();
    private final Map<String, CountDownLatch> stalls = new HashMap<>();
    private Consumer<String> listener = operation -> {};
    private int pageSize = Integer.MAX_VALUE;

    /** Refuses the next request of an operation that is not refused already, without doing anything. */
    public synchronized void refuseNext(String operation, int status, String errorType, String message) {
        refusals.computeIfAbsent(operation, unknown -> new ArrayList<>()).add(new Refusal(status, errorType, message));
    }

    /** Refuses the next request of an operation as AWS does when there are too many. */
    public void throttleNext(String operation) {
        refuseNext(operation, 429, "ThrottlingException", "Rate exceeded");
    }

    /** Does what the next request of an operation wants, and closes its connection instead of answering. */
    public synchronized void loseNextAnswer(String operation) {
        lostAnswers.add(operation);
    }

    /** Keeps all requests of an operation waiting, for a minute at most, until {@link #release}. */
    public synchronized void stall(String operation) {
        stalls.putIfAbsent(operation, new CountDownLatch(1));
    }

    /** Lets the requests of an operation go on. */
    public synchronized void release(String operation) {
        CountDownLatch stalled = stalls.remove(operation);
        if (stalled != null) {
            stalled.countDown();
        }
    }

    /** Lists no more than this at a time, whatever clients ask for. */
    public synchronized void limitPages(int most) {
        pageSize = most;
    }

    /** Calls this with the operation of every request, before anything of it is done; it may block. */
    public synchronized void onRequest(Consumer<String> requestListener) {
        listener = requestListener;
    }

    /** Returns how many items a page has at most. */
    public synchronized int pageSize() {
        return pageSize;
    }

    /**
     * Is called by the endpoint before it runs an operation.
     *
     * @throws InjectedRefusalException if it is to be refused
     */
    public void before(String operation) {
        Consumer<String> called;
        CountDownLatch stalled;
        synchronized (this) {
            called = listener;
            stalled = stalls.get(operation);
        }
        called.accept(operation);
        if (stalled != null) {
            await(stalled);
        }
        synchronized (this) {
            List<Refusal> planted = refusals.getOrDefault(operation, List.of());
            if (!planted.isEmpty()) {
                throw new InjectedRefusalException(planted.remove(0));
            }
        }
    }

    /** Is called by the endpoint once it has run an operation; returns whether its answer is to be lost. */
    public synchronized boolean losesAnswer(String operation) {
        return lostAnswers.remove(operation);
    }

    private static void await(CountDownLatch stalled) {
        try {
            var unused = stalled.await(LONGEST_STALL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Thrown instead of running an operation that a test has planted a refusal for. */
    public static final class InjectedRefusalException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        InjectedRefusalException(Refusal refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }

        /** Returns what was planted. */
        public Refusal refusal() {
            return refusal;
        }
    }
}
