package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.NetworkLoss;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FaultKind;

/** By the action that the lab has for links; on one link, because three seconds allow few probes of many. */
class NetworkLossLiveTest extends LabFaultContract<NetworkLoss.Settings> {
    @Override
    protected FaultKind<NetworkLoss.Settings> kind() {
        return new NetworkLoss();
    }

    @Override
    protected NetworkLoss.Settings faultSettings() {
        return new NetworkLoss.Settings(new Ratio(0.3));
    }

    @Override
    protected String role() {
        return "balancer-to-shop";
    }
}
