package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.Set;

/** Evicts the pods of nodes, and keeps others off them for a while, as an upgrade of the nodes does. */
public final class NodeDrain extends DisruptionKind<NodeDrain.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "node-drain",
            "evicts the pods of nodes, within their PodDisruptionBudgets, and keeps others off the nodes for a while",
            Settings.class,
            Set.of(Capability.DRAIN),
            DurationRule.REQUIRED,
            "the content of evicted pods is lost; their controllers start others on other nodes, where they stay",
            "every node is cordoned by the fault, and none of the namespace's pods serves there",
            "the nodes are uncordoned after the duration by Crossfire or its guardian, and healing works from any process;"
                    + " it is cleared when as many pods of the roles serve as their owners want");

    /** It has none. */
    public record Settings() implements FaultSettings {}

    public NodeDrain() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return SymptomKind.UNREACHABLE;
    }
}
