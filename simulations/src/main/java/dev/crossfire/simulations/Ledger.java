package dev.crossfire.simulations;

import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.simulations.recorder.LedgerLog;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The API through which a simulation records the answers to its users' writes; compared after the run with the system's
 * records.
 *
 * <p>Any simulation may use it: {@link #sent} before a write, then exactly one of {@link #acknowledged}, {@link #refused}
 * and {@link #unknown}. What was sent and never answered counts as unknown. Calls never wait and may come from any
 * thread; under plain Gatling, outside the load generator, they do nothing.
 */
public final class Ledger {
    private static final AtomicReference<@Nullable LedgerLog> LOG = new AtomicReference<>();

    private Ledger() {}

    /** Lets simulations write into a run's ledger; null to let them write into none. */
    static void keep(@Nullable LedgerLog log) {
        LOG.set(log);
    }

    /**
     * A user is about to write.
     *
     * @param key what identifies this write, as an idempotency key; the same when it is sent again
     * @param item what the write takes, as a seat, in the form of the system's list; null for nothing
     * @throws IllegalArgumentException when the key is empty or longer than 500 characters
     */
    public static void sent(String key, @Nullable String item) {
        write(WriteResult.SENT, key, item, null);
    }

    /**
     * The system confirmed the write.
     *
     * @param id the id that the system gave it; null when it gave none
     */
    public static void acknowledged(String key, @Nullable String item, @Nullable String id) {
        write(WriteResult.ACKNOWLEDGED, key, item, id);
    }

    /** The system refused the write. */
    public static void refused(String key, @Nullable String item) {
        write(WriteResult.REFUSED, key, item, null);
    }

    /** The user got an error or no answer. */
    public static void unknown(String key, @Nullable String item) {
        write(WriteResult.UNKNOWN, key, item, null);
    }

    private static void write(WriteResult result, String key, @Nullable String item, @Nullable String id) {
        @Nullable LedgerLog log = LOG.get();
        if (log == null) {
            return;
        }
        if (key.isEmpty() || tooLong(key) || tooLong(item) || tooLong(id)) {
            throw new IllegalArgumentException("a key of " + key.length() + " characters is invalid; expected 1 to "
                    + LedgerEntry.LONGEST_TEXT + " and an item and id of at most as many");
        }
        log.accept(new ClientRecord(log.nowMicros(), result, key, item, id));
    }

    private static boolean tooLong(@Nullable String text) {
        return text != null && text.length() > LedgerEntry.LONGEST_TEXT;
    }
}
