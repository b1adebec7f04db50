package dev.crossfire.judge.recovery;

/**
 * A moment with the bounds that the evidence allows.
 *
 * @param lowMicros earliest moment the evidence allows, microseconds on the run's clock
 * @param bestMicros most likely moment
 * @param highMicros latest moment the evidence allows
 */
public record Bracket(long lowMicros, long bestMicros, long highMicros) {
    public Bracket {
        if (lowMicros > bestMicros || bestMicros > highMicros) {
            throw new IllegalArgumentException(
                    "a bracket holds its best value, not " + lowMicros + " .. " + bestMicros + " .. " + highMicros);
        }
    }

    /** The same span of time seen from its other end: how an onset is located as the end of reversed time. */
    Bracket reversed() {
        return new Bracket(-highMicros, -bestMicros, -lowMicros);
    }

    /** Returns high minus low, microseconds. */
    public long widthMicros() {
        return highMicros - lowMicros;
    }
}
