package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.ZoneLoss.ZoneLossMode;

class ZonePowerLossLiveTest extends ZoneLossContract {
    ZonePowerLossLiveTest() {
        super(ZoneLossMode.POWER);
    }
}
