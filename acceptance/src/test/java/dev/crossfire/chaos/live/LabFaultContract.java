package dev.crossfire.chaos.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.FaultContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;

/**
 * The contract of fault kinds on the real lab: a kind's own test names its target, and is one small class.
 *
 * @param <S> the kind's settings
 */
@Tag("live")
public abstract class LabFaultContract<S extends FaultSettings> extends FaultContract<S> {
    private static final Duration WELL_AGAIN = Duration.ofSeconds(60);

    /** The role whose targets it hits. */
    protected abstract String role();

    /** How many of them. */
    protected int count() {
        return 1;
    }

    /** A role that it cannot hit. */
    protected String unfitRole() {
        return "zone-a";
    }

    @Override
    protected Testbed testbed() throws Exception {
        RealLab lab = RealLab.get();
        try (Environment environment = lab.open()) {
            Inventory inventory = environment.inventory();
            awaitIntact(environment, inventory);
            return new LabTestbed(
                    lab,
                    inventory.inRole(role()).stream().limit(count()).toList(),
                    inventory.inRole(unfitRole()).get(0));
        }
    }

    /** What the test before has broken heals for real, which takes its time. */
    private static void awaitIntact(Environment environment, Inventory inventory) {
        for (Target target : inventory.targets()) {
            if (target.address() != null || target.capabilities().contains(Capability.FAILOVER)) {
                Awaitility.await(target.id() + " to be well")
                        // Nearly always it is: waiting first would take longer than all the tests.
                        .pollDelay(Duration.ZERO)
                        .atMost(WELL_AGAIN)
                        .until(() -> answers(environment, target));
            }
        }
    }

    private static boolean answers(Environment environment, Target target) throws FaultException {
        if (target.capabilities().contains(Capability.FAILOVER)) {
            // A database without a standby answers, too.
            DatabaseFailover.Settings none = new DatabaseFailover.Settings();
            return new DatabaseFailover()
                    .verifyCleared(
                            new FaultContext<>("nobody", "nothing", none, null, List.of(target), environment), Map.of())
                    .cleared();
        }
        try (ProbeClient probeClient = environment.capability(target, ProbeClient.class)) {
            return probeClient.request() instanceof ProbeReply.Answered;
        }
    }

    private record LabTestbed(RealLab lab, List<Target> targets, Target unfitTarget) implements Testbed {
        @Override
        public Environment open() {
            return lab.open();
        }

        @Override
        public void assertNoLeftovers() throws FaultException {
            try (Environment environment = lab.open()) {
                assertThat(environment.leftovers()).isEmpty();
            }
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(30);
        }

        @Override
        public void close() throws FaultException {
            // A test that failed must not make those after it fail too.
            try (Environment environment = lab.open()) {
                for (var left : environment.leftovers()) {
                    environment.clear(left);
                }
            }
        }
    }
}
