package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.UnreachableSymptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a database off from all clients, while it runs on and no failover begins. */
public final class DatabaseUnreachable extends DisruptionKind<DatabaseUnreachable.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "database-unreachable",
            "cuts a database off from all clients, while it runs on and nothing fails over",
            Settings.class,
            Set.of(Capability.UNREACHABLE),
            DurationRule.REQUIRED,
            null,
            "two queries in a row are not answered within 600 ms, or are refused, as the setting says",
            UNDONE_AFTER_DURATION);

    /** What clients of a database that cannot be reached meet. */
    public enum ClientEffect {
        HANG,
        REFUSE
    }

    /**
     * What clients meet.
     *
     * @param mode null to hang
     */
    public record Settings(
            @Describe("what happens to connections: they hang, which is the default, or are refused") @Nullable
            ClientEffect mode)
            implements FaultSettings {
        /** What they meet. */
        public ClientEffect meets() {
            return mode == null ? ClientEffect.HANG : mode;
        }
    }

    public DatabaseUnreachable() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return settings.meets() == ClientEffect.HANG ? UnreachableSymptom.HANGING : UnreachableSymptom.REFUSED;
    }
}
