package dev.crossfire.reports.figures;

import dev.crossfire.evidence.Probe;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The fewest replicas that one source saw serving in each bin. */
public final class ServingBins {
    private static final int UNKNOWN = -1;

    private final Bins bins;
    private final int[] fewest;
    private int known;
    /** The last bin that was filled, and what was seen there. */
    private int lastBin = UNKNOWN;

    private int last = UNKNOWN;

    ServingBins(Bins bins) {
        this.bins = bins;
        fewest = new int[bins.count()];
        Arrays.fill(fewest, UNKNOWN);
    }

    void add(long atMicros, Probe.Serving seen) {
        known = Math.max(known, seen.known());
        fillUntil(atMicros);
        int bin = bins.indexOf(atMicros);
        if (bin >= 0) {
            fewest[bin] = fewest[bin] == UNKNOWN ? seen.serving() : Math.min(fewest[bin], seen.serving());
        }
        last = seen.serving();
    }

    /** From now on nothing is known until the source is reached again. */
    void pause(long atMicros) {
        fillUntil(atMicros);
        last = UNKNOWN;
    }

    /** A source may be polled less often than once a bin; in between its last value counts. */
    private void fillUntil(long atMicros) {
        int bin = atMicros >= bins.toMicros() ? bins.count() : Math.max(bins.indexOf(atMicros), UNKNOWN);
        for (int i = lastBin + 1; i < bin; i++) {
            fewest[i] = fewest[i] == UNKNOWN ? last : fewest[i];
        }
        lastBin = Math.max(lastBin, bin - 1);
    }

    /** The most replicas that were known at any time. */
    public int known() {
        return known;
    }

    /** The fewest that served in a bin; null where no source reported it. */
    public @Nullable Integer fewest(int bin) {
        return fewest[bin] == UNKNOWN ? null : (Integer) fewest[bin];
    }
}
