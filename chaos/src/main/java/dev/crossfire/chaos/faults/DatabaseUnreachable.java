package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.UnreachableSymptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts a database off from all clients, while it runs on and no failover begins. */
public final class DatabaseUnreachable extends DisruptionKind<DatabaseUnreachable.Settings> {
    /** Parameter of a disruption: what clients meet, {@code hang} or {@code refuse}. */
    public static final String HOW = "how";

    /** What clients of a database that cannot be reached meet. */
    public enum How {
        HANG,
        REFUSE
    }

    /**
     * What clients meet.
     *
     * @param how null to hang
     */
    public record Settings(
            @Describe("what happens to connections: they hang, which is the default, or are refused") @Nullable
            How how) implements FaultSettings {
        How meets() {
            return how == null ? How.HANG : how;
        }
    }

    @Override
    public String name() {
        return "database-unreachable";
    }

    @Override
    public String summary() {
        return "cuts a database off from all clients, while it runs on and nothing fails over";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    protected Capability capability() {
        return Capability.UNREACHABLE;
    }

    @Override
    protected DisruptionSpec disruption(Settings settings) {
        return new DisruptionSpec(
                Capability.UNREACHABLE, Map.of(HOW, settings.meets().name().toLowerCase(Locale.ROOT)));
    }

    @Override
    protected Symptom effect(Settings settings) {
        return settings.meets() == How.HANG ? UnreachableSymptom.HANGING : UnreachableSymptom.REFUSED;
    }

    @Override
    public String confirmedBy() {
        return "two queries in a row are not answered within 600 ms, or are refused, as the setting says";
    }
}
