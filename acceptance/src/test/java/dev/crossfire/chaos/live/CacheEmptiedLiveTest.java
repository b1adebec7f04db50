package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.CacheLoss;
import dev.crossfire.spi.FaultKind;

class CacheEmptiedLiveTest extends LabFaultContract<CacheLoss.Settings> {
    @Override
    protected FaultKind<CacheLoss.Settings> kind() {
        return new CacheLoss();
    }

    @Override
    protected CacheLoss.Settings faultSettings() {
        return new CacheLoss.Settings(CacheLoss.CacheLossMode.FLUSH);
    }

    @Override
    protected String role() {
        return "ticketing-cache";
    }
}
