package dev.crossfire.externalcheck;

import dev.crossfire.evidence.Probe;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Looks at something from outside, again and again. */
interface PollTask {
    /** Who is asked, as probes name it. */
    String source();

    /**
     * Looks once, in bounded time.
     *
     * @param clock asked when the answer has come
     * @return what to write down
     * @throws IOException when nothing could be seen
     */
    List<Probe> look(InstantSource clock) throws IOException, InterruptedException;
}
