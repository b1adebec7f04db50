package dev.crossfire.lab.link;

import java.util.concurrent.atomic.LongAdder;

/** The running counts behind {@link LinkCounters}. */
final class ByteTally {
    final LongAdder accepted = new LongAdder();
    final LongAdder open = new LongAdder();
    final LongAdder held = new LongAdder();
    final LongAdder reset = new LongAdder();
    final LongAdder redials = new LongAdder();
    final LongAdder toUpstream = new LongAdder();
    final LongAdder toClient = new LongAdder();

    LinkCounters read() {
        return new LinkCounters(
                accepted.sum(), open.sum(), held.sum(), reset.sum(), redials.sum(), toUpstream.sum(), toClient.sum());
    }
}
