package dev.crossfire.reports.figures;

import java.util.ArrayList;
import java.util.List;

/**
 * At most so many of a stream, evenly spread over it: every one, then every second, every fourth …
 *
 * <p>The same stream leaves the same ones.
 */
public final class SampledStream<T> {
    private final int most;
    private final List<T> kept = new ArrayList<>();
    private long seen;
    private long every = 1;

    /** Keeps at most so many, at least two. */
    public SampledStream(int most) {
        this.most = most;
    }

    /** Takes the next one into account. */
    public void add(T next) {
        if (seen++ % every != 0) {
            return;
        }
        if (kept.size() == most) {
            halve();
            if ((seen - 1) % every != 0) {
                return;
            }
        }
        kept.add(next);
    }

    /** What was kept, in the stream's order. */
    public List<T> kept() {
        return List.copyOf(kept);
    }

    /** How many there were. */
    public long seen() {
        return seen;
    }

    private void halve() {
        for (int i = 0; 2 * i < kept.size(); i++) {
            kept.set(i, kept.get(2 * i));
        }
        kept.subList((kept.size() + 1) / 2, kept.size()).clear();
        every *= 2;
    }
}
