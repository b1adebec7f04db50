package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.CpuStress;
import dev.crossfire.spi.FaultKind;

class CpuStressLiveTest extends LabFaultContract<CpuStress.Settings> {
    @Override
    protected FaultKind<CpuStress.Settings> kind() {
        return new CpuStress();
    }

    @Override
    protected CpuStress.Settings faultSettings() {
        return new CpuStress.Settings(null);
    }

    @Override
    protected String role() {
        return "shop";
    }
}
