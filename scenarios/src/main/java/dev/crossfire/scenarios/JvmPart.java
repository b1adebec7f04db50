package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the load generator's Java is started, as a file writes it. */
record JvmPart(
        @Describe("the most memory it may use, as 2g or 512m") @Nullable
        String heap,

        @Describe("more options, as -XX:+UseZGC; they come last and win") @Nullable
        List<String> options)
        implements BoundPart {}
