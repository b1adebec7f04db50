package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.ZoneLoss.ZoneLossMode;

class ZoneIsolationLiveTest extends ZoneLossContract {
    ZoneIsolationLiveTest() {
        super(ZoneLossMode.NETWORK);
    }
}
