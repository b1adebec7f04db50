package dev.crossfire.lab.balancer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The status of a backend.
 *
 * @param url its address, as it was given
 * @param up whether it gets requests
 * @param since when that last changed, or when it was added
 * @param checks health checks so far
 * @param failures how many of them failed
 * @param problem what was wrong with the last answer, or null if nothing was
 */
public record BackendStatus(
        String url,
        boolean up,
        Instant since,
        long checks,
        long failures,
        @Nullable String problem) {}
