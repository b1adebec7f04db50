package dev.crossfire.reports.figures;

import dev.crossfire.evidence.RequestRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Errors by request name and message, of which at most so many are distinguished. */
public final class ErrorTable {
    private static final int MOST_KINDS = 2000;

    private final Map<ErrorKind, ErrorTally> counts = new HashMap<>();
    private long others;
    private long total;

    /** What identifies errors: ids in the string table, and the HTTP status, 0 when there was none. */
    public record ErrorKind(int cohort, int name, int status, int error) {}

    /**
     * How often an error came.
     *
     * @param firstMicros the earliest intended start after t = 0
     * @param lastMicros the latest intended start after t = 0
     */
    public record ErrorRow(ErrorKind kind, long count, long firstMicros, long lastMicros) {}

    private static final class ErrorTally {
        private long count;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
    }

    void add(RequestRecord request, long startMicros) {
        total++;
        ErrorKind kind = new ErrorKind(request.cohort(), request.name(), request.status(), request.error());
        ErrorTally count = counts.get(kind);
        if (count == null) {
            if (counts.size() >= MOST_KINDS) {
                others++;
                return;
            }
            count = new ErrorTally();
            counts.put(kind, count);
        }
        count.count++;
        count.first = Math.min(count.first, startMicros);
        count.last = Math.max(count.last, startMicros);
    }

    /** Every kind of error, the most frequent first. */
    public List<ErrorRow> rows() {
        return counts.entrySet().stream()
                .map(entry -> new ErrorRow(
                        entry.getKey(), entry.getValue().count, entry.getValue().first, entry.getValue().last))
                .sorted(Comparator.comparingLong(ErrorRow::count)
                        .reversed()
                        .thenComparingLong(ErrorRow::firstMicros)
                        .thenComparing(ErrorRow::toString))
                .toList();
    }

    /** Errors of kinds that came when too many kinds were known already. */
    public long others() {
        return others;
    }

    /** All errors. */
    public long total() {
        return total;
    }
}
