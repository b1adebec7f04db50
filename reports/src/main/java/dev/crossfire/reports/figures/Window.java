package dev.crossfire.reports.figures;

/**
 * The interval around a fault that is shown closely, in microseconds after t = 0.
 *
 * @param fault the fault's id
 * @param askedMicros when it was injected
 */
public record Window(String fault, long askedMicros, long fromMicros, long toMicros) {
    /** Whether a moment lies in it. */
    public boolean holds(long micros) {
        return micros >= fromMicros && micros < toMicros;
    }
}
