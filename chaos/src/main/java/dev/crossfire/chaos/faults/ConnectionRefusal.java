package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.UnreachableSymptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.Set;

/** Closes the connections to a target and refuses new ones, as if nothing listened there. */
public final class ConnectionRefusal extends DisruptionKind<ConnectionRefusal.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "connection-refusal",
            "closes every connection to a target and refuses new ones, as if nothing listened there",
            Settings.class,
            Set.of(Capability.REFUSAL),
            DurationRule.REQUIRED,
            null,
            "two probes in a row, one of them over a new connection, are refused or get a closed connection",
            UNDONE_AFTER_DURATION);

    /** Nothing is particular to it. */
    public record Settings() implements FaultSettings {}

    public ConnectionRefusal() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return UnreachableSymptom.REFUSED;
    }
}
