package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;

/** By the action that AWS has for tasks. */
class NetworkLatencyLiveTest extends LabFaultContract<NetworkLatency.Settings> {
    @Override
    protected FaultKind<NetworkLatency.Settings> kind() {
        return new NetworkLatency();
    }

    @Override
    protected NetworkLatency.Settings faultSettings() {
        return new NetworkLatency.Settings(Duration.ofMillis(150), Duration.ofMillis(30));
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
