package dev.crossfire.lab.link;

import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of a link, read at one moment.
 *
 * @param accepted connections taken, whatever became of them
 * @param open connections there are now, held ones included
 * @param held those of them that wait for an upstream
 * @param reset connections that the link has reset
 * @param redials tries to reach the upstream that failed
 * @param bytesToUpstream bytes handed to the upstream
 * @param bytesToClient bytes handed to clients
 */
public record LinkCounters(
        long accepted, long open, long held, long reset, long redials, long bytesToUpstream, long bytesToClient) {

    /** The running counts behind {@link LinkCounters}. */
    static final class ByteTally {
        final LongAdder accepted = new LongAdder();
        final LongAdder open = new LongAdder();
        final LongAdder held = new LongAdder();
        final LongAdder reset = new LongAdder();
        final LongAdder redials = new LongAdder();
        final LongAdder toUpstream = new LongAdder();
        final LongAdder toClient = new LongAdder();

        LinkCounters read() {
            return new LinkCounters(
                    accepted.sum(),
                    open.sum(),
                    held.sum(),
                    reset.sum(),
                    redials.sum(),
                    toUpstream.sum(),
                    toClient.sum());
        }
    }
}
