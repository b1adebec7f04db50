package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.spi.FaultKind;
import org.junit.jupiter.api.Tag;

/** The contract of a zone's loss in a cluster. */
@Tag("acceptance")
class ClusterZoneLossTest extends ClusterFaultContract<ZoneLoss.Settings> {
    @Override
    protected FaultKind<ZoneLoss.Settings> kind() {
        return new ZoneLoss();
    }

    @Override
    protected ZoneLoss.Settings faultSettings() {
        return new ZoneLoss.Settings(null);
    }

    @Override
    String role() {
        return "zone-1";
    }
}
