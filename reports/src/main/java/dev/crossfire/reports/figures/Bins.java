package dev.crossfire.reports.figures;

/**
 * Equal stretches of time, counted from t = 0.
 *
 * @param fromMicros where the first begins
 * @param widthMicros how long each is
 * @param count how many there are, at least one
 */
public record Bins(long fromMicros, long widthMicros, int count) {
    private static final long[] NICE_MICROS = {
        10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
        1_000_000, 2_000_000, 5_000_000, 10_000_000, 15_000_000, 30_000_000
    };
    private static final long MINUTE_MICROS = 60_000_000;

    /** The finest bins of a round width, not below {@code leastMicros}, that cover a stretch in at most {@code most}. */
    public static Bins covering(long fromMicros, long toMicros, long leastMicros, int most) {
        long span = Math.max(toMicros - fromMicros, 1);
        long wanted = Math.max(leastMicros, ceilDiv(span, most));
        long width = ceilDiv(wanted, MINUTE_MICROS) * MINUTE_MICROS;
        for (int i = NICE_MICROS.length - 1; i >= 0 && NICE_MICROS[i] >= wanted; i--) {
            width = NICE_MICROS[i];
        }
        return new Bins(fromMicros, width, (int) Math.max(1, ceilDiv(span, width)));
    }

    /** The bin that holds a moment; negative when none does. */
    public int indexOf(long micros) {
        long index = Math.floorDiv(micros - fromMicros, widthMicros);
        return index >= 0 && index < count ? (int) index : -1;
    }

    /** How long each is, in seconds. */
    public double widthSeconds() {
        return widthMicros / 1e6;
    }

    /** The middle of a bin, in seconds after t = 0. */
    public double middleSeconds(int index) {
        return (fromMicros + index * widthMicros + widthMicros / 2.0) / 1e6;
    }

    /** The beginning of a bin, in seconds after t = 0. */
    public double startSeconds(int index) {
        return (fromMicros + index * widthMicros) / 1e6;
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
