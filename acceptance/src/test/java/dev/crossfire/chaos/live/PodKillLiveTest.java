package dev.crossfire.chaos.live;

import dev.crossfire.chaos.pods.PodKill;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;

/** Two of the shop's six pods, killed as a machine's loss would. */
class PodKillLiveTest extends LabFaultContract<PodKill.Settings> {
    @Override
    protected FaultKind<PodKill.Settings> kind() {
        return new PodKill();
    }

    @Override
    protected PodKill.Settings faultSettings() {
        return new PodKill.Settings(Duration.ZERO, null, null, null);
    }

    @Override
    protected String role() {
        return "shop";
    }

    @Override
    protected int count() {
        return 2;
    }
}
