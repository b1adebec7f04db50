package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.UnreachableSymptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import java.util.Map;

/** Resets the connections to a target. */
public final class ConnectionReset extends DisruptionKind<ConnectionReset.Settings> {
    /** Nothing is particular to it. */
    public record Settings() implements FaultSettings {}

    @Override
    public String name() {
        return "connection-reset";
    }

    @Override
    public String summary() {
        return "resets every connection to a target, existing and new";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    protected Capability capability() {
        return Capability.RESET;
    }

    @Override
    protected DisruptionSpec disruption(Settings settings) {
        return new DisruptionSpec(Capability.RESET, Map.of());
    }

    @Override
    protected Symptom effect(Settings settings) {
        return UnreachableSymptom.REFUSED;
    }

    @Override
    public String confirmedBy() {
        return "two probes in a row, one of them over a new connection, get a reset or a closed connection";
    }
}
