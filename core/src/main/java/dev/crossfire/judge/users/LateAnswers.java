package dev.crossfire.judge.users;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Correct answers that came later than L, and whether they were held back and released together.
 *
 * <p>A late answer alone does not show when the system recovered: a system that answers slowly may have recovered long
 * before the answer comes, one that holds requests back recovers when it lets them go. Answers were held back when
 * every request of the group was waiting as the first answer came, and the answers then came in a time that is short
 * against the waits. A system that is merely slow goes on answering late while it lasts.
 */
public final class LateAnswers {
    static final long NEVER = Long.MAX_VALUE;

    /** More late answers than this are no group that was released at one moment. */
    private static final int MOST_LATE_ANSWERS = 1_000_000;

    /** The answers of a release take at most this share of the longest wait. */
    private static final double SHORT = 0.25;

    private final long apartMicros;
    private long[] starts = new long[64];
    private long[] ends = new long[64];
    private int count;

    /** @param apartMicros answers at least so far apart belong to different groups */
    public LateAnswers(long apartMicros) {
        this.apartMicros = apartMicros;
    }

    /** Adds a correct answer that came later than L. */
    public void add(long startMicros, long endMicros) {
        if (count == MOST_LATE_ANSWERS) {
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = startMicros;
        ends[count++] = endMicros;
    }

    /** The groups that were released together, by time; read once, when all answers are added. */
    public Releases releases() {
        List<Release> found = new ArrayList<>();
        if (count == MOST_LATE_ANSWERS) {
            return new Releases(found);
        }
        Integer[] byEnd = new Integer[count];
        Arrays.setAll(byEnd, i -> i);
        Arrays.sort(byEnd, Comparator.comparingLong(i -> ends[i]));
        int from = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || ends[byEnd[i]] - ends[byEnd[i - 1]] >= apartMicros) {
                addRelease(byEnd, from, i, found);
                from = i;
            }
        }
        return new Releases(found);
    }

    private void addRelease(Integer[] byEnd, int from, int until, List<Release> found) {
        long firstEnd = ends[byEnd[from]];
        long lastEnd = ends[byEnd[until - 1]];
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = from; i < until; i++) {
            earliest = Math.min(earliest, starts[byEnd[i]]);
            latest = Math.max(latest, starts[byEnd[i]]);
        }
        if (latest < firstEnd && lastEnd - firstEnd <= SHORT * (firstEnd - earliest)) {
            found.add(new Release(firstEnd, lastEnd));
        }
    }

    /** Answers that came together, microseconds since the epoch. */
    private record Release(long firstEnd, long lastEnd) {}

    /** The moments at which requests that had been held back were answered. */
    public static final class Releases {
        private final List<Release> all;

        private Releases(List<Release> all) {
            this.all = List.copyOf(all);
        }

        /** When the first of those was answered who were released with a late answer; never when it was not held back. */
        long firstAnswer(long endMicros) {
            for (Release one : all) {
                if (one.firstEnd <= endMicros && endMicros <= one.lastEnd) {
                    return one.firstEnd;
                }
            }
            return NEVER;
        }
    }
}
