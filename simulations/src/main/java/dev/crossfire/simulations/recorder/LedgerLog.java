package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.JsonLineWriter;
import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Records the answers to writes as they arrive, as {@link Recorder} does with requests: one thread writes, and a full
 * queue drops and counts rather than delays the load.
 *
 * <p>The file and the thread begin with the first entry: most simulations keep no ledger.
 */
public final class LedgerLog {
    private static final int QUEUED_AT_MOST = 1 << 16;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Path file;
    private final GeneratorClock clock;
    private final Consumer<Exception> failed;
    private final MpscAtomicArrayQueue<ClientRecord> queue = new MpscAtomicArrayQueue<>(QUEUED_AT_MOST);
    private final LongAdder dropped = new LongAdder();
    private final LongAdder written = new LongAdder();
    private @Nullable Thread thread;
    private volatile boolean begun;
    private volatile boolean closing;

    /** What was written down. */
    public record WrittenEntries(long entries, long dropped) {}

    /**
     * Prepares a log; nothing is on disk yet.
     *
     * @param failed called once when nothing more can be written
     */
    public LedgerLog(Path file, GeneratorClock clock, Consumer<Exception> failed) {
        this.file = file;
        this.clock = clock;
        this.failed = failed;
    }

    /** Takes one entry; never waits. */
    public void accept(ClientRecord clientRecords) {
        if (!begun) {
            begin();
        }
        if (closing || !queue.offer(clientRecords)) {
            dropped.increment();
        }
    }

    /** The moment, in microseconds since the epoch. */
    public long nowMicros() {
        return clock.nowMicros();
    }

    private synchronized void begin() {
        if (thread == null && !closing) {
            Thread writer = new Thread(this::write, "ledger");
            writer.setDaemon(true);
            writer.start();
            thread = writer;
        }
        begun = true;
    }

    /** Writes what is left and closes the file; may be called twice. Null when there was no entry. */
    public @Nullable WrittenEntries finish() throws InterruptedException {
        @Nullable Thread writer;
        synchronized (this) {
            closing = true;
            writer = thread;
        }
        if (writer == null) {
            return null;
        }
        // What is still in the queue afterwards was not taken by the disk.
        var unused = DrainWait.await(writer, queue);
        return new WrittenEntries(written.sum(), dropped.sum() + queue.size());
    }

    private void write() {
        try (JsonLineWriter lines = new JsonLineWriter(file)) {
            boolean last = false;
            while (!last) {
                last = closing;
                drain(lines);
                lines.flush();
                if (!last) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (IOException | RuntimeException cause) {
            failed.accept(cause);
        }
    }

    private void drain(JsonLineWriter lines) throws IOException {
        // Bounded, so that the flush comes round however fast entries arrive.
        for (int i = 0; i < QUEUED_AT_MOST; i++) {
            ClientRecord clientRecords = queue.poll();
            if (clientRecords == null) {
                return;
            }
            lines.write(clientRecords);
            written.increment();
        }
    }
}
