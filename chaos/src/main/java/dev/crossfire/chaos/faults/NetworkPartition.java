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

/** Drops the packets that go to a target, without an answer. */
public final class NetworkPartition extends DisruptionKind<NetworkPartition.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "network-partition",
            "drops what is sent to a target, so that its clients get no answer",
            Settings.class,
            Set.of(Capability.PARTITION),
            DurationRule.REQUIRED,
            null,
            "two probes in a row, one of them over a new connection, are not answered within 600 ms, and not refused",
            UNDONE_AFTER_DURATION);

    private static final int HIGHEST_PORT = 65_535;

    /**
     * What is cut off.
     *
     * @param port where a task receives; null for the port of the role's address
     */
    public record Settings(
            @Describe("the port on which a task listens; that of the role's address by default") @Nullable
            Integer port) implements FaultSettings {
        public Settings {
            if (port != null && (port < 1 || port > HIGHEST_PORT)) {
                throw new IllegalArgumentException("a port from 1 to " + HIGHEST_PORT);
            }
        }
    }

    public NetworkPartition() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return UnreachableSymptom.HANGING;
    }
}
