package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.spi.FaultKind;

/** The contract of a partition by a NetworkPolicy. */
class NetworkPolicyTest extends ClusterFaultContract<NetworkPartition.Settings> {
    @Override
    protected FaultKind<NetworkPartition.Settings> kind() {
        return new NetworkPartition();
    }

    @Override
    protected NetworkPartition.Settings faultSettings() {
        return new NetworkPartition.Settings(null);
    }

    @Override
    String role() {
        return "front";
    }
}
