package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.faults.Rollout;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** The contract of another image that is rolled back. */
@Tag("acceptance")
class RolloutImageTest extends ClusterFaultContract<Rollout.Settings> {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Override
    protected FaultKind<Rollout.Settings> kind() {
        return new Rollout();
    }

    @Override
    protected Rollout.Settings faultSettings() {
        return new Rollout.Settings("local/shop:2", null, SOON);
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
