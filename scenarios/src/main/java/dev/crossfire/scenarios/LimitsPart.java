package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Limits;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much may be broken, as a file writes it. */
@Reserved("pods")
record LimitsPart(
        @About("how many zones at once") @Nullable Integer zones,
        @About("how many targets at once") @Nullable Integer targets,
        @About("how long a fault may last") @Nullable Duration duration,

        @About("how much a run may cost, as 5 USD") @Nullable
        Dollars cost,

        @About("which kinds of fault are allowed") @Nullable Set<String> kinds)
        implements Part {
    Limits limits() {
        return new Limits(zones, targets, duration, cost == null ? null : cost.amount(), kinds);
    }
}
