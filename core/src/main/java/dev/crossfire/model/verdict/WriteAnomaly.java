package dev.crossfire.model.verdict;

/**
 * A write or an item that the system does not hold as it acknowledged.
 *
 * @param what the write's key or id, or the item
 * @param found rows of the write, or writes of the item, in the system's records
 * @param allowed rows or writes that there should be, at most
 */
public record WriteAnomaly(AnomalyKind kind, String what, long found, long allowed) {
    /** What is wrong with it. */
    public enum AnomalyKind {
        /** The write was acknowledged and is absent from the system's records. */
        LOST,
        /** The write is present more than once. */
        DUPLICATE,
        /** The item has more writes than it allows. */
        OVERSOLD
    }

    /** A write that is absent. */
    public static WriteAnomaly lost(String write) {
        return new WriteAnomaly(AnomalyKind.LOST, write, 0, 1);
    }

    /** A write that is present in so many rows. */
    public static WriteAnomaly duplicate(String write, long rows) {
        return new WriteAnomaly(AnomalyKind.DUPLICATE, write, rows, 1);
    }

    /** An item with more writes than it allows. */
    public static WriteAnomaly oversold(String item, long writes, long allowed) {
        return new WriteAnomaly(AnomalyKind.OVERSOLD, item, writes, allowed);
    }
}
