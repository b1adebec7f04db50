package dev.crossfire.chaos.faults;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps processors busy with useless work. */
public final class CpuStress extends ResourceStress<CpuStress.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "cpu-stress",
            "keeps the processors of its targets busy",
            Settings.class,
            Set.of(Capability.CPU),
            DurationRule.REQUIRED,
            null,
            "every target reports a higher processor use than before, by at least a quarter of the share;"
                    + " a target without such a report answers far slower, or not at all, three times in a row",
            UNDONE_AFTER_DURATION);

    private static final Ratio USUAL = new Ratio(1.0);

    /**
     * How much is taken.
     *
     * @param share null means 100 percent
     */
    public record Settings(
            @Describe("the load on every processor, 1% to 100%, in whole percent; 100% by default") @Nullable
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

    public CpuStress() {
        super(DESCRIPTION, "cpu");
    }
}
