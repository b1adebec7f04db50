package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.MemoryStress;
import dev.crossfire.spi.FaultKind;

class MemoryStressLiveTest extends LabFaultContract<MemoryStress.Settings> {
    @Override
    protected FaultKind<MemoryStress.Settings> kind() {
        return new MemoryStress();
    }

    @Override
    protected MemoryStress.Settings faultSettings() {
        return new MemoryStress.Settings(null);
    }

    @Override
    protected String role() {
        return "shop";
    }
}
