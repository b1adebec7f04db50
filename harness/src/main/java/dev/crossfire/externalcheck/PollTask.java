package dev.crossfire.externalcheck;

import dev.crossfire.evidence.Observation;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Reads a source from outside, again and again. */
interface PollTask {
    /** The source, as observations name it. */
    String source();

    /**
     * Reads once, in bounded time.
     *
     * @param clock read when the answer has come
     * @return the result to record
     * @throws IOException when nothing could be read
     */
    List<Observation> poll(InstantSource clock) throws IOException, InterruptedException;
}
