package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.JsonLineWriter;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.simulations.recorder.RunObserver.EndedRequestSink;
import dev.crossfire.simulations.recorder.RunObserver.UserEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Records requests while they happen, at the cost of one small object and one queue entry to the thread that ends one.
 *
 * <p>One thread writes; a bounded lock-free queue leads to it. If the disk stalls until the queue is full, requests are
 * counted as lost rather than the load delayed: a generator that waits for its disk would measure its disk.
 */
public final class Recorder implements EndedRequestSink {
    /** Follows a recording; called by the writing thread. */
    public interface RecorderListener {
        /** One second is complete. */
        void second(int second, Map<String, CohortFrame> cohorts, @Nullable Double lagP99Millis);

        /** Nothing more can be written; may come from the thread that finishes, too. */
        void failed(Exception cause);
    }

    private static final String REQUESTS = "requests.bin";
    private static final String STRINGS = "strings.jsonl";
    private static final String FRAMES = "frames.jsonl";

    /** What a recorder writes into its directory. */
    public static final List<String> FILES = List.of(REQUESTS, STRINGS, FRAMES);

    private static final int QUEUED_AT_MOST = 1 << 17;
    /** Between two readings of the queue; long enough to cost nothing, short against the flush. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long FLUSH_MICROS = 100_000;

    private final GeneratorClock clock;
    private final RecorderListener listener;
    private final MpscAtomicArrayQueue<EndedRequest> queue = new MpscAtomicArrayQueue<>(QUEUED_AT_MOST);
    private final LongAdder lost = new LongAdder();
    private final RequestLog log;
    private final LiveFrames frames;
    private final Map<String, CohortSelection> selections;
    private final RunTotals totals = new RunTotals();
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable EndedRequestSink follower;

    /**
     * Begins the three files and the thread.
     *
     * @param within L by cohort
     * @param selections cohorts that are not the Gatling scenario of their name, for the frames
     * @throws IOException when one of the files exists already or cannot be written
     */
    public Recorder(
            Path directory,
            RunTimes times,
            Map<String, Duration> within,
            Map<String, CohortSelection> selections,
            GeneratorClock clock,
            RecorderListener listener)
            throws IOException {
        this.selections = selections;
        this.clock = clock;
        this.listener = listener;
        log = new RequestLog(new RequestWriter(directory.resolve(REQUESTS), directory.resolve(STRINGS)), times);
        frames = new LiveFrames(times, within, new JsonLineWriter(directory.resolve(FRAMES)), listener::second);
        thread = new Thread(this::write, "recorder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(EndedRequest ended) {
        // At once, not when it is written: until then its user would seem to wait.
        frames.users(ended.cohort()).ended(ended.user(), ended.startMicros(), ended.endMicros(), ended.ok());
        if (!queue.offer(ended)) {
            lost.increment();
        }
    }

    /** Passes every request that is written from now on to another consumer as well, on the writing thread. */
    public void alsoTo(EndedRequestSink other) {
        follower = other;
    }

    /** The count of a cohort's users that have started. */
    public LongAdder sentBy(String cohort) {
        return frames.sentBy(cohort);
    }

    /** Takes what a cohort's users do. */
    public UserEvents users(String cohort) {
        return frames.users(cohort);
    }

    /** Requests that found the queue full. */
    public long lost() {
        return lost.sum();
    }

    /** The sums; to be read after {@link #finish}. */
    public RunTotals totals() {
        return totals;
    }

    /** Writes everything that has ended so far and closes the files; may be called twice. */
    public void finish() throws InterruptedException {
        closing = true;
        if (!DrainWait.await(thread, queue)) {
            listener.failed(new IOException("the last records were not written to disk: none was taken for "
                    + DrainWait.LONGEST_PAUSE_MILLIS + " ms"));
        }
    }

    private void write() {
        try {
            long flushed = 0;
            boolean last = false;
            while (!last) {
                last = closing;
                drain();
                long now = clock.nowMicros();
                frames.tick(now);
                if (now - flushed >= FLUSH_MICROS) {
                    log.flush();
                    flushed = now;
                }
                if (!last) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            frames.close();
            log.close();
        } catch (IOException | RuntimeException cause) {
            listener.failed(cause);
        }
    }

    private void drain() throws IOException {
        // Bounded, so that the flush comes round however fast requests end.
        for (int i = 0; i < QUEUED_AT_MOST; i++) {
            EndedRequest ended = queue.poll();
            if (ended == null) {
                return;
            }
            RequestRecord request = log.write(ended);
            totals.add(request);
            frames.add(ended.cohort(), request);
            selections.forEach((cohort, selection) -> {
                if (selection.matches(ended.cohort(), ended.ownGroups(), ended.name())) {
                    frames.addSelected(cohort, ended.cohort(), request);
                }
            });
            EndedRequestSink other = follower;
            if (other != null) {
                other.accept(ended);
            }
        }
    }

    /** A whole run in a few numbers, and how late its requests began. */
    public static final class RunTotals {
        private final Histogram lag = new Histogram(3);
        private long requests;
        private long intendedKnown;
        private long aborted;

        void add(RequestRecord request) {
            requests++;
            aborted += request.isAborted() ? 1 : 0;
            if (request.intendedKnown()) {
                intendedKnown++;
                if (request.isEvidence()) {
                    lag.recordValue(Math.max(0, request.lagMicros()));
                }
            }
        }

        /** All requests recorded. */
        public long requests() {
            return requests;
        }

        /** Those whose intended start is known. */
        public long intendedKnown() {
            return intendedKnown;
        }

        /** Those cut short by a stop. */
        public long aborted() {
            return aborted;
        }

        /** The lag of the known ones after t = 0, in microseconds. */
        public Histogram lagMicros() {
            return lag;
        }
    }
}
