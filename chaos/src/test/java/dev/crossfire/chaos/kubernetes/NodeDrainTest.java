package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.faults.NodeDrain;
import dev.crossfire.spi.FaultKind;

/** The contract of a node's drain. */
class NodeDrainTest extends ClusterFaultContract<NodeDrain.Settings> {
    @Override
    protected FaultKind<NodeDrain.Settings> kind() {
        return new NodeDrain();
    }

    @Override
    protected NodeDrain.Settings faultSettings() {
        return new NodeDrain.Settings();
    }

    @Override
    String role() {
        return "workers";
    }
}
