package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.spi.FaultKind;

class ZonePowerLossLiveTest extends LabFaultContract<ZoneLoss.Settings> {
    @Override
    protected FaultKind<ZoneLoss.Settings> kind() {
        return new ZoneLoss();
    }

    @Override
    protected ZoneLoss.Settings faultSettings() {
        return new ZoneLoss.Settings(ZoneLoss.ZoneLossMode.POWER);
    }

    @Override
    protected String role() {
        return "zone-c";
    }

    @Override
    protected String unfitRole() {
        return "shop";
    }
}
