package dev.crossfire.evidence;

import java.io.IOException;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The users' answers to their writes, and the system's records; can be read again and again. */
public interface LedgerSource {
    /** The ledger of a run without writes. */
    LedgerSource NONE = (order, to) -> new LedgerIntegrity(0, 0, null);

    /**
     * Passes on every whole entry in an order; memory does not grow with their number.
     *
     * @return what was read and what had to be left out
     */
    LedgerIntegrity sorted(Comparator<LedgerEntry> order, Consumer<LedgerEntry> to) throws IOException;

    /**
     * The result of a reading.
     *
     * @param clientRecords lines of answers that users got
     * @param systemRows rows of the system's records
     * @param torn where a file becomes invalid, with the byte; null when both are whole
     */
    record LedgerIntegrity(
            long clientRecords, long systemRows, @Nullable String torn) {}
}
