package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the load generator's Java is started, as a file writes it. */
record JvmPart(
        @About("the most memory it may use, as 2g or 512m") @Nullable
        String heap,

        @About("more options, as -XX:+UseZGC; they come last and win") @Nullable
        List<String> options)
        implements Part {}
