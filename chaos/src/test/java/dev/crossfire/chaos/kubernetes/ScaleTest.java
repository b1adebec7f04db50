package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.faults.Scale;
import dev.crossfire.spi.FaultKind;

/** The contract of another number of pods. */
class ScaleTest extends ClusterFaultContract<Scale.Settings> {
    @Override
    protected FaultKind<Scale.Settings> kind() {
        return new Scale();
    }

    @Override
    protected Scale.Settings faultSettings() {
        return new Scale.Settings(2);
    }

    @Override
    String role() {
        return "shop";
    }

    @Override
    String unfitRole() {
        return "zone-1";
    }
}
