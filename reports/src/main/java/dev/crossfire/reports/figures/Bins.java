package dev.crossfire.reports.figures;

/**
 * Intervals of one width, counted from t = 0; the last also contains what is left over.
 *
 * @param fromMicros where the first begins
 * @param toMicros where the last ends
 * @param widthMicros how long each is, but for the last
 * @param count how many there are, at least one
 */
public record Bins(long fromMicros, long toMicros, long widthMicros, int count) {
    private static final long[] NICE_MICROS = {
        10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
        1_000_000, 2_000_000, 5_000_000, 10_000_000, 15_000_000, 30_000_000
    };
    private static final long MINUTE_MICROS = 60_000_000;

    /**
     * The finest bins of a round width, not below {@code leastMicros}, that cover an interval in at most {@code most}.
     */
    public static Bins covering(long fromMicros, long toMicros, long leastMicros, int most) {
        long span = Math.max(toMicros - fromMicros, 1);
        long wanted = Math.max(leastMicros, ceilDiv(span, most));
        long width = ceilDiv(wanted, MINUTE_MICROS) * MINUTE_MICROS;
        for (int i = NICE_MICROS.length - 1; i >= 0 && NICE_MICROS[i] >= wanted; i--) {
            width = NICE_MICROS[i];
        }
        // A short last bin would look like a fall of the rate, so the one before takes it in.
        int count = (int) Math.max(1, Math.min(most, Math.round((double) span / width)));
        return new Bins(fromMicros, fromMicros + span, width, count);
    }

    /** The bin that contains a moment; negative when none does. */
    public int indexOf(long micros) {
        if (micros < fromMicros || micros >= toMicros) {
            return -1;
        }
        return (int) Math.min((micros - fromMicros) / widthMicros, count - 1);
    }

    /** How long each but the last is, in seconds. */
    public double widthSeconds() {
        return widthMicros / 1e6;
    }

    /** How long one is, in seconds. */
    public double widthSeconds(int index) {
        return (endMicros(index) - startMicros(index)) / 1e6;
    }

    /** The middle of a bin, in seconds after t = 0. */
    public double middleSeconds(int index) {
        return (startMicros(index) + endMicros(index)) / 2e6;
    }

    /** The beginning of a bin, in seconds after t = 0. */
    public double startSeconds(int index) {
        return startMicros(index) / 1e6;
    }

    long startMicros(int index) {
        return fromMicros + index * widthMicros;
    }

    long endMicros(int index) {
        return index == count - 1 ? toMicros : startMicros(index + 1);
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
