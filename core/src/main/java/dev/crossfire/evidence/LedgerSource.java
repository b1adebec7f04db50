package dev.crossfire.evidence;

import java.io.IOException;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What users were told of their writes, and what the system holds; can be read again and again. */
public interface LedgerSource {
    /** Of a run in which nobody wrote anything. */
    LedgerSource NONE = (order, to) -> new Integrity(0, 0, null);

    /**
     * Hands over every whole entry in an order; memory does not grow with their number.
     *
     * @return what was read and what had to be left out
     */
    Integrity sorted(Comparator<LedgerEntry> order, Consumer<LedgerEntry> to) throws IOException;

    /**
     * What a reading came to.
     *
     * @param told lines of what users were told
     * @param held rows of what the system holds
     * @param torn where a file stops making sense, with the byte, in words; null when both are whole
     */
    record Integrity(long told, long held, @Nullable String torn) {}
}
