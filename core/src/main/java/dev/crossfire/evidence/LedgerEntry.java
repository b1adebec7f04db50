package dev.crossfire.evidence;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of the ledger: a write that a user sent, the answer to it, or a row of the system's records. */
public sealed interface LedgerEntry {
    /** The longest text in an entry. */
    int LONGEST_TEXT = 500;

    /** The key under which the user wrote; null when the system does not return it. */
    @Nullable
    String key();

    /** The id that the system gave it; null when no answer contained one. */
    @Nullable
    String id();

    /** What the write took, as a seat; null when neither side names it. */
    @Nullable
    String item();

    /** What is known of a write at the time of the line. */
    enum WriteResult {
        /** Nothing yet: it was sent. */
        SENT,
        /** It has happened. */
        ACKNOWLEDGED,
        /** It has not happened and will not. */
        REFUSED,
        /** An error, or no answer: the outcome of the write is unknown. */
        UNKNOWN
    }

    /**
     * A write that a user sent, or the answer to it.
     *
     * @param at when, in microseconds since the epoch by the load generator's clock
     */
    record ClientRecord(
            long at,
            WriteResult result,
            String key,
            @Nullable String item,
            @Nullable String id) implements LedgerEntry {
        public ClientRecord {
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(key, "key");
        }
    }

    /** A row of the system's records. */
    record SystemRow(
            String id, @Nullable String key, @Nullable String item) implements LedgerEntry {
        public SystemRow {
            Objects.requireNonNull(id, "id");
        }
    }

    /** By what identifies a write; of one write the users' entries come first, in the order of time. */
    static Comparator<LedgerEntry> byWrite(boolean keyed) {
        return Comparator.comparing((LedgerEntry entry) -> write(entry, keyed), nullsFirst())
                .thenComparing(LedgerEntry::isHeld)
                .thenComparing(LedgerEntry::at)
                .thenComparing(LedgerEntry::id, nullsFirst());
    }

    /** By item, and then by writer. */
    static Comparator<LedgerEntry> byItem(boolean keyed) {
        return Comparator.comparing(LedgerEntry::item, nullsFirst()).thenComparing(byWrite(keyed));
    }

    /** What identifies a write: its key where both sides know it, else its id; null when it has none. */
    static @Nullable String write(LedgerEntry entry, boolean keyed) {
        return keyed ? entry.key() : entry.id();
    }

    private static boolean isHeld(LedgerEntry entry) {
        return entry instanceof SystemRow;
    }

    private static long at(LedgerEntry entry) {
        return entry instanceof ClientRecord answer ? answer.at() : 0;
    }

    private static Comparator<@Nullable String> nullsFirst() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }
}
