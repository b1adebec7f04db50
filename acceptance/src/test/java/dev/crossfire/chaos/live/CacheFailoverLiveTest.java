package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.CacheFailover;
import dev.crossfire.spi.FaultKind;

class CacheFailoverLiveTest extends LabFaultContract<CacheFailover.Settings> {
    @Override
    protected FaultKind<CacheFailover.Settings> kind() {
        return new CacheFailover();
    }

    @Override
    protected CacheFailover.Settings faultSettings() {
        return new CacheFailover.Settings();
    }

    @Override
    protected String role() {
        return "ticketing-cache";
    }
}
