package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.UnreachableSymptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Swallows what goes to a target, without an answer. */
public final class NetworkPartition extends DisruptionKind<NetworkPartition.Settings> {
    /** Parameter of a disruption: the port that is cut off; absent for the one of the target's address. */
    public static final String PORT = "port";

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

    @Override
    public String name() {
        return "network-partition";
    }

    @Override
    public String summary() {
        return "drops what is sent to a target, so that its clients get no answer";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    protected Capability capability() {
        return Capability.PARTITION;
    }

    @Override
    protected DisruptionSpec disruption(Settings settings) {
        Integer port = settings.port();
        return new DisruptionSpec(Capability.PARTITION, port == null ? Map.of() : Map.of(PORT, port.toString()));
    }

    @Override
    protected Symptom effect(Settings settings) {
        return UnreachableSymptom.HANGING;
    }

    /** Tasks that listen on ports of their own need an action each. */
    @Override
    public double costDollars(FaultSpec spec, int targets) {
        return super.costDollars(spec, targets) * targets;
    }

    @Override
    public String confirmedBy() {
        return "two probes in a row, one of them over a new connection, are not answered within 600 ms, and not refused";
    }
}
