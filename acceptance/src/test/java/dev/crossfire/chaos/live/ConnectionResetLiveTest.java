package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.ConnectionReset;
import dev.crossfire.spi.FaultKind;

/** By the action that the lab has for links. */
class ConnectionResetLiveTest extends LabFaultContract<ConnectionReset.Settings> {
    @Override
    protected FaultKind<ConnectionReset.Settings> kind() {
        return new ConnectionReset();
    }

    @Override
    protected ConnectionReset.Settings faultSettings() {
        return new ConnectionReset.Settings();
    }

    @Override
    protected String role() {
        return "clients-to-balancer";
    }

    @Override
    protected int count() {
        return 1;
    }
}
