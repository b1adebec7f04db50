package dev.crossfire.calibrate;

/**
 * How far the server's clock may be ahead of the generator's: no request arrives before it was sent, and none after it
 * was answered.
 *
 * @param lowMicros at least so much, negative when it may be behind
 * @param highMicros at most so much
 */
record ClockBounds(long lowMicros, long highMicros) {
    /** Whatever two clocks may do. */
    static final ClockBounds ANY = new ClockBounds(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);

    /** What both allow. */
    ClockBounds and(ClockBounds other) {
        return new ClockBounds(Math.max(lowMicros, other.lowMicros), Math.min(highMicros, other.highMicros));
    }

    /** By how much the two contradict each other; 0 or less when they do not. */
    long apartMicros(ClockBounds other) {
        return Math.max(lowMicros - other.highMicros, other.lowMicros - highMicros);
    }

    /** The largest error that they allow, either way. */
    long errorMicros() {
        return Math.max(Math.abs(lowMicros), Math.abs(highMicros));
    }
}
