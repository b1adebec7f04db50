package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.probe.ResourceShortageSymptom;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Ratio;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps processors busy with nothing. */
public final class CpuStress extends DisruptionKind<CpuStress.Settings> {
    /** Parameter of a disruption: how much of a hundred is taken. */
    public static final String PERCENT = "percent";

    private static final Ratio USUAL = new Ratio(1.0);

    /** What is kept busy shares the processors with all others: at least so much of it shows. */
    private static final double EXPECTED = 0.25;

    /**
     * How much is taken.
     *
     * @param share null means 100 percent
     */
    public record Settings(
            @Describe("the load on every processor, 1% to 100%, in whole percent; 100% by default") @Nullable
            Ratio share)
            implements FaultSettings {
        public Settings {
            if (share != null && (percent(share) < 1 || Math.abs(share.value() * 100 - percent(share)) > 1e-9)) {
                throw new IllegalArgumentException("a share from 1% to 100%, in whole percent");
            }
        }

        int percent() {
            return percent(share == null ? USUAL : share);
        }

        private static int percent(Ratio share) {
            return (int) Math.round(share.value() * 100);
        }
    }

    @Override
    public String name() {
        return "cpu-stress";
    }

    @Override
    public String summary() {
        return "keeps the processors of its targets busy";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    protected Capability capability() {
        return Capability.CPU;
    }

    @Override
    protected DisruptionSpec disruption(Settings settings) {
        return new DisruptionSpec(Capability.CPU, Map.of(PERCENT, Integer.toString(settings.percent())));
    }

    @Override
    protected Symptom effect(Settings settings) {
        return new ResourceShortageSymptom("cpu", settings.percent() / 100.0 * EXPECTED);
    }

    @Override
    public String confirmedBy() {
        return "every target reports a higher processor use than before, by at least a quarter of the share;"
                + " a target without such a report answers far slower, or not at all, three times in a row";
    }
}
