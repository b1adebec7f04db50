package drills;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.crossfire.junit.CrossfireLab;
import dev.crossfire.junit.Drill;
import dev.crossfire.junit.DrillVerdict;

/**
 * A drill on Crossfire's own lab. Each objective of the scenario is reported as a test of its own.
 *
 * <p>With {@code @CrossfireLab({"--probe-failures", "24"})} the lab sees the loss of its database later, and the
 * drill fails.
 */
@CrossfireLab
class DatabaseFailoverDrillTest {
    @Drill("drills/database-failover.yaml")
    void buyersRecover(DrillVerdict verdict) {
        assertTrue(verdict.fault("writer-lost").wasConfirmed());
    }
}
