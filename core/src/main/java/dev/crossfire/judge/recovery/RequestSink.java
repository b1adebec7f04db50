package dev.crossfire.judge.recovery;

/** Takes requests one by one, in the order of their intended starts. */
@FunctionalInterface
public interface RequestSink {
    /**
     * Takes one request.
     *
     * @param micros intended start, microseconds on the run's clock; never before that of the request before
     * @param good whether its answer was correct and in time
     */
    void accept(long micros, boolean good);
}
