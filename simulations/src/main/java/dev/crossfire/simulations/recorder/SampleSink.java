package dev.crossfire.simulations.recorder;

/** Takes the requests that have ended; called from many threads, never waits. */
@FunctionalInterface
public interface SampleSink {
    /** Takes one request. */
    void accept(Sample sample);
}
