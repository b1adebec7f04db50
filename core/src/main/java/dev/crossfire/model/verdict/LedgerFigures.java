package dev.crossfire.model.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledged writes compared with the system's records; a figure that was not counted is null.
 *
 * @param acknowledged writes that the system confirmed to a client
 * @param lost of those, the ones that are not in the system's records
 * @param duplicate rows beyond the first of one write
 * @param oversold writes beyond what an item allows
 * @param refused writes that every answer refused
 * @param unknown writes whose outcome no client knows
 * @param unacknowledgedPresent writes that are in the system's records though no client got a confirmation; shown,
 *     not judged
 * @param rowsOfOtherOrigin rows that this run did not write
 * @param recoveryPoints by fault, in the order in which they took effect
 * @param examples the first few writes that are lost, then the first few duplicates, then those that are oversold
 * @param problem why a figure is null or may be too small; null when nothing is in the way
 */
public record LedgerFigures(
        @Nullable Long acknowledged,
        @Nullable Long lost,
        @Nullable Long duplicate,
        @Nullable Long oversold,
        @Nullable Long refused,
        @Nullable Long unknown,
        @Nullable Long unacknowledgedPresent,
        @Nullable Long rowsOfOtherOrigin,
        List<RecoveryPoint> recoveryPoints,
        List<WriteAnomaly> examples,
        @Nullable String problem) {
    /** Of a run that kept no ledger. */
    public static final LedgerFigures NONE = new LedgerFigures(null, null, null, null);

    public LedgerFigures {
        recoveryPoints = List.copyOf(recoveryPoints);
        examples = List.copyOf(examples);
    }

    /** Figures of which nothing more is known. */
    public LedgerFigures(
            @Nullable Long acknowledged, @Nullable Long lost, @Nullable Long duplicate, @Nullable Long oversold) {
        this(acknowledged, lost, duplicate, oversold, null, null, null, null, List.of(), List.of(), null);
    }

    /** Why nothing could be counted. */
    public static LedgerFigures uncounted(String problem) {
        return new LedgerFigures(null, null, null, null, null, null, null, null, List.of(), List.of(), problem);
    }

    /**
     * The recovery point of a fault.
     *
     * @param seconds from the acknowledgement of the earliest lost write to the fault's effect; 0 when none is lost
     * @param writes how many acknowledged writes it lost
     */
    public record RecoveryPoint(String fault, double seconds, long writes) {}

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
}
