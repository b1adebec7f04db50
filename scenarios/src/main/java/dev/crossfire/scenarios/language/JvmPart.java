package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.BoundPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the load generator's Java is started, as a file writes it. */
public record JvmPart(
        @Describe("the most memory it may use, as 2g or 512m") @Nullable
        String heap,

        @Describe("more options, as -XX:+UseZGC; they come last and win") @Nullable
        List<String> options)
        implements BoundPart {}
