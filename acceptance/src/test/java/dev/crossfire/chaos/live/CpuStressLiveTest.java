package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.CpuStress;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FaultKind;

class CpuStressLiveTest extends LabFaultContract<CpuStress.Settings> {
    @Override
    protected FaultKind<CpuStress.Settings> kind() {
        return new CpuStress();
    }

    @Override
    protected CpuStress.Settings faultSettings() {
        // The fault is confirmed by what it takes: all of a machine on which others work, too, it cannot take.
        return new CpuStress.Settings(new Ratio(0.4));
    }

    @Override
    protected String role() {
        return "shop";
    }
}
