package dev.crossfire.lab.balancer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a backend stands.
 *
 * @param url its address, as it was given
 * @param up whether it gets requests
 * @param since when that last changed, or when it was added
 * @param checks questions asked so far
 * @param failures how many of them were not answered well
 * @param problem what was wrong with the last answer, or null if nothing was
 */
public record BackendStatus(
        String url,
        boolean up,
        Instant since,
        long checks,
        long failures,
        @Nullable String problem) {}
