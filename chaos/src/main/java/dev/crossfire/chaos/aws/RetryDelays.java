package dev.crossfire.chaos.aws;

import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long a client of AWS waits before it sends a request again.
 *
 * @param first before the second attempt; doubled before each that follows
 * @param longest before any attempt
 */
public record RetryDelays(Duration first, Duration longest) {
    /** A service that throttles or fails for 5 s is waited for. */
    public static final RetryDelays DEFAULT = new RetryDelays(Duration.ofMillis(100), Duration.ofSeconds(1));

    /** Half of each delay is certain, the other half is random. */
    BackoffStrategy strategy() {
        return BackoffStrategy.exponentialDelayHalfJitter(first, longest);
    }
}
