package dev.crossfire.judge.recovery;

/**
 * The requests seen before the first fault.
 *
 * @param requests requests before the fault
 * @param bad bad ones among them
 */
public record Baseline(long requests, long bad) {
    public Baseline {
        if (bad < 0 || bad > requests) {
            throw new IllegalArgumentException(bad + " bad of " + requests + " requests cannot be");
        }
    }

    /** The bad ratio, pulled a little towards one half so that it is never 0 or 1. */
    double badRatio() {
        return (bad + 0.5) / (requests + 1.0);
    }
}
