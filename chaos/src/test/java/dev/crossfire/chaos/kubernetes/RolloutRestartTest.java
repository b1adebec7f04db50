package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.faults.Rollout;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** The contract of a restart. */
@Tag("acceptance")
class RolloutRestartTest extends ClusterFaultContract<Rollout.Settings> {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Override
    protected FaultKind<Rollout.Settings> kind() {
        return new Rollout();
    }

    @Override
    protected Rollout.Settings faultSettings() {
        return new Rollout.Settings(null, null, SOON);
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
