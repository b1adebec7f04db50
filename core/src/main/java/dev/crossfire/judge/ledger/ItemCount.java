package dev.crossfire.judge.ledger;

import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts item by item what was sold more often than it can be; entries come by item, and then by write. */
final class ItemCount {
    private static final int MOST_EXAMPLES = 5;

    private final int capacity;
    private final boolean keyed;
    private final List<WriteAnomaly> examples = new ArrayList<>();
    private @Nullable String item;
    private @Nullable String write;
    private boolean answeredWrite;
    private boolean heldOfWrite;
    private boolean ofThisRun;
    private long holders;
    private @Nullable String row;
    private boolean matched;
    private long oversold;

    /**
     * @param capacity how many writes an item allows
     * @param keyed whether a write is identified by its key, rather than by its id
     */
    ItemCount(int capacity, boolean keyed) {
        this.capacity = capacity;
        this.keyed = keyed;
    }

    void add(LedgerEntry entry) {
        @Nullable String of = entry.item();
        @Nullable String name = LedgerEntry.write(entry, keyed);
        boolean held = entry instanceof SystemRow;
        if (of == null || (name == null && !held)) {
            return;
        }
        if (!of.equals(item)) {
            settle();
            item = of;
            write = null;
            row = null;
        }
        // Rows without a name of their own are each another's.
        if (write == null || !Objects.equals(name, write)) {
            write = name;
            answeredWrite = false;
            heldOfWrite = false;
        }
        answeredWrite |= !held;
        // A list that moved while it was read may show a row twice.
        if (entry instanceof SystemRow one
                && (!heldOfWrite || (name == null && !one.id().equals(row)))) {
            heldOfWrite = true;
            row = one.id();
            holders++;
        }
        ofThisRun |= answeredWrite && heldOfWrite;
        matched |= ofThisRun;
    }

    private void settle() {
        long over = ofThisRun ? Math.max(0, holders - capacity) : 0;
        if (item != null && over > 0) {
            oversold += over;
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(WriteAnomaly.oversold(item, holders, capacity));
            }
        }
        holders = 0;
        ofThisRun = false;
        answeredWrite = false;
        heldOfWrite = false;
    }

    /**
     * Writes beyond what an item allows, where one of them is of this run; null when no row names an item in the form
     * in which users got it.
     */
    @Nullable
    Long oversold() {
        settle();
        item = null;
        return matched ? (Long) oversold : null;
    }

    List<WriteAnomaly> examples() {
        return List.copyOf(examples);
    }
}
