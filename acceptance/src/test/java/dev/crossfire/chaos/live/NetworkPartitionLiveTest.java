package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.spi.FaultKind;

/** By the action that AWS has for tasks, at a port of its own for each. */
class NetworkPartitionLiveTest extends LabFaultContract<NetworkPartition.Settings> {
    @Override
    protected FaultKind<NetworkPartition.Settings> kind() {
        return new NetworkPartition();
    }

    @Override
    protected NetworkPartition.Settings faultSettings() {
        return new NetworkPartition.Settings(null);
    }

    @Override
    protected String role() {
        return "shop";
    }

    @Override
    protected int count() {
        return 2;
    }
}
