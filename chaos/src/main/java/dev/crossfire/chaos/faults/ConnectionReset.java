package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.UnreachableSymptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.Set;

/** Resets the connections to a target. */
public final class ConnectionReset extends DisruptionKind<ConnectionReset.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "connection-reset",
            "resets every connection to a target, existing and new",
            Settings.class,
            Set.of(Capability.RESET),
            DurationRule.REQUIRED,
            null,
            "two probes in a row, one of them over a new connection, get a reset or a closed connection",
            UNDONE_AFTER_DURATION);

    /** Nothing is particular to it. */
    public record Settings() implements FaultSettings {}

    public ConnectionReset() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return UnreachableSymptom.REFUSED;
    }
}
