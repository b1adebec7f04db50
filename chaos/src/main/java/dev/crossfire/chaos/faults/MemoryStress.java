package dev.crossfire.chaos.faults;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Uses up memory. */
public final class MemoryStress extends ResourceStress<MemoryStress.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "memory-stress",
            "uses up the memory of its targets",
            Settings.class,
            Set.of(Capability.MEMORY),
            DurationRule.REQUIRED,
            null,
            "every target reports a higher memory use than before, by at least a quarter of the share; a target"
                    + " without such a report answers far slower, or not at all, three times in a row",
            UNDONE_AFTER_DURATION);

    private static final Ratio USUAL = new Ratio(0.8);

    /**
     * How much is taken.
     *
     * @param share null means 80 percent
     */
    public record Settings(
            @Describe("the share of the memory to use, 1% to 100%, in whole percent; 80% by default") @Nullable
            Ratio share)
            implements StressSettings {
        public Settings {
            if (share != null) {
                ActionValues.requireWholePercent(share);
            }
        }

        @Override
        public Ratio load() {
            return share == null ? USUAL : share;
        }
    }

    public MemoryStress() {
        super(DESCRIPTION, "memory");
    }
}
