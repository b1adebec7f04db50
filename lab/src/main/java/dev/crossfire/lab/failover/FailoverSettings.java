package dev.crossfire.lab.failover;

import java.time.Duration;

/**
 * How the pair is watched.
 *
 * @param probeInterval time from one probe to the next, and how long a probe may take
 * @param probeFailures failures in a row after which a server is considered failed
 * @param rebuildAfter how long a writer stays alone before a new reader is made
 * @param synchronous whether a commit waits for the reader
 */
public record FailoverSettings(Duration probeInterval, int probeFailures, Duration rebuildAfter, boolean synchronous) {
    /** 500 ms, 3 failures, 5 s, synchronous. */
    public static final FailoverSettings USUAL =
            new FailoverSettings(Duration.ofMillis(500), 3, Duration.ofSeconds(5), true);
}
