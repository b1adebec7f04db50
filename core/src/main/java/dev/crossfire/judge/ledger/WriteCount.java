package dev.crossfire.judge.ledger;

import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.judge.timeline.FaultMoments;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.RecoveryPoint;
import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts lost and duplicate writes, write by write; entries come by write, the users' entries first. */
final class WriteCount {
    private static final int MOST_EXAMPLES = 5;
    private static final String UNTRACEABLE =
            " acknowledged writes cannot be looked up: the acknowledgements have no id, and the"
                    + " system's records have no keys";

    private final boolean keyed;
    private final RecoveryPoints points;
    private final List<WriteAnomaly> gone = new ArrayList<>();
    private final List<WriteAnomaly> doubled = new ArrayList<>();
    private long acknowledged;
    private long refused;
    private long unknown;
    private long lost;
    private long duplicate;
    private long present;
    private long rowsOfOtherOrigin;
    private long untraceable;
    private boolean rows;
    private boolean namedRows;
    private Write write = new Write(null);

    /** @param keyed whether a write is identified by its key, rather than by its id */
    WriteCount(Timeline timeline, boolean keyed) {
        this.keyed = keyed;
        this.points = new RecoveryPoints(timeline.effectiveFaults());
    }

    /** What is known of one write. */
    private static final class Write {
        private final @Nullable String name;
        private long acknowledgedAt = Micros.NEVER;
        private boolean answered;
        private boolean refused;
        private long rows;
        private @Nullable String row;

        Write(@Nullable String name) {
            this.name = name;
        }

        void add(LedgerEntry entry) {
            if (entry instanceof ClientRecord answer) {
                answered = true;
                refused |= answer.result() == WriteResult.REFUSED;
                if (answer.result() == WriteResult.ACKNOWLEDGED) {
                    acknowledgedAt = Math.min(acknowledgedAt, answer.at());
                }
            } else if (entry instanceof SystemRow held && !held.id().equals(row)) {
                // A list that moved while it was read may show a row twice.
                row = held.id();
                rows++;
            }
        }

        boolean acknowledged() {
            return acknowledgedAt != Micros.NEVER;
        }
    }

    void add(LedgerEntry entry) {
        @Nullable String name = LedgerEntry.write(entry, keyed);
        rows |= entry instanceof SystemRow;
        namedRows |= entry instanceof SystemRow && name != null;
        if (name == null) {
            nameless(entry);
            return;
        }
        if (!Objects.equals(name, write.name)) {
            settle();
            write = new Write(name);
        }
        write.add(entry);
    }

    /** A row without a key belongs to no write; an answer without an id names nothing that could be looked up. */
    private void nameless(LedgerEntry entry) {
        if (entry instanceof SystemRow) {
            rowsOfOtherOrigin++;
        } else if (entry instanceof ClientRecord answered) {
            refused += answered.result() == WriteResult.REFUSED ? 1 : 0;
            unknown += answered.result() == WriteResult.UNKNOWN ? 1 : 0;
            untraceable += answered.result() == WriteResult.ACKNOWLEDGED ? 1 : 0;
        }
    }

    private void settle() {
        if (write.name == null) {
            return;
        }
        if (!write.answered) {
            rowsOfOtherOrigin += write.rows;
            return;
        }
        duplicate += Math.max(0, write.rows - 1);
        if (write.rows > 1) {
            example(doubled, WriteAnomaly.duplicate(write.name, write.rows));
        }
        if (write.acknowledged()) {
            acknowledged++;
            if (write.rows == 0) {
                lost++;
                points.lost(write.acknowledgedAt);
                example(gone, WriteAnomaly.lost(write.name));
            }
        } else {
            present += write.rows > 0 ? 1 : 0;
            refused += write.refused ? 1 : 0;
            unknown += write.refused ? 0 : 1;
        }
    }

    private static void example(List<WriteAnomaly> examples, WriteAnomaly anomaly) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(anomaly);
        }
    }

    /** Whether there are rows, and none of them can be matched to a write. */
    boolean isAnonymous() {
        return rows && !namedRows;
    }

    /** The result; no more may be added. */
    LedgerFigures figures(ItemCount items, @Nullable String problem) {
        settle();
        write = new Write(null);
        @Nullable Long oversold = items.oversold();
        List<WriteAnomaly> all = new ArrayList<>(gone);
        all.addAll(doubled);
        all.addAll(items.examples());
        return new LedgerFigures(
                acknowledged,
                lost,
                keyed ? (Long) duplicate : null,
                oversold,
                refused,
                unknown,
                keyed ? (Long) present : null,
                rowsOfOtherOrigin,
                points.all(),
                all,
                problem == null && untraceable > 0 ? untraceable + UNTRACEABLE : problem);
    }

    /** Computes each fault's recovery point: how far back its lost writes reach. */
    private static final class RecoveryPoints {
        private static final double MICROS_PER_SECOND = 1e6;

        private final List<FaultMoments> faults;
        private final long[] earliest;
        private final long[] writes;

        /** @param faults that took effect, by when they did */
        RecoveryPoints(List<FaultMoments> faults) {
            this.faults = faults;
            earliest = new long[faults.size()];
            writes = new long[faults.size()];
        }

        /**
         * A lost write counts against the first fault that was not over when it was acknowledged, and against each that
         * took effect before that one was over, because the evidence does not show which of them lost it.
         */
        void lost(long acknowledgedAt) {
            long reach = Micros.NEVER;
            for (int i = 0;
                    i < faults.size() && (reach == Micros.NEVER || faults.get(i).effectiveLow() <= reach);
                    i++) {
                boolean last = i == faults.size() - 1 && reach == Micros.NEVER;
                if (last || acknowledgedAt <= over(faults.get(i))) {
                    earliest[i] = writes[i] == 0 ? acknowledgedAt : Math.min(earliest[i], acknowledgedAt);
                    writes[i]++;
                    reach = Math.min(reach, over(faults.get(i)));
                }
            }
        }

        private static long over(FaultMoments fault) {
            return fault.cleared() == null
                    ? fault.effectiveHigh()
                    : Math.max(fault.effectiveHigh(), Micros.of(fault.cleared()));
        }

        /** A point for each fault; what was acknowledged after its effect and lost all the same is no time before it. */
        List<RecoveryPoint> all() {
            return IntStream.range(0, faults.size())
                    .mapToObj(i -> new RecoveryPoint(faults.get(i).id(), seconds(i), writes[i]))
                    .toList();
        }

        private double seconds(int i) {
            return writes[i] == 0 ? 0 : Math.max(0, faults.get(i).effectiveHigh() - earliest[i]) / MICROS_PER_SECOND;
        }
    }
}
