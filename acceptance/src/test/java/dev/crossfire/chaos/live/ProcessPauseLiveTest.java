package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.ProcessPause;
import dev.crossfire.spi.FaultKind;

class ProcessPauseLiveTest extends LabFaultContract<ProcessPause.Settings> {
    @Override
    protected FaultKind<ProcessPause.Settings> kind() {
        return new ProcessPause();
    }

    @Override
    protected ProcessPause.Settings faultSettings() {
        return new ProcessPause.Settings();
    }

    @Override
    protected String role() {
        return "shop";
    }
}
