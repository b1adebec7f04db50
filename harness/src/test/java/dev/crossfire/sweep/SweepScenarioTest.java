package dev.crossfire.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.input.ScenarioRequest;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Kinds;
import dev.crossfire.sweep.ComponentLoss.ComponentLosses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepScenarioTest {
    private static final Kinds KINDS = Kinds.load();

    private static final Inventory ESTATE = Inventory.of(
            "estate",
            List.of(
                    target("shop", "shop-1", Capability.PODS, Capability.CPU),
                    target("shop", "shop-2", Capability.PODS, Capability.CPU),
                    target("ticketing-db", "db", Capability.FAILOVER, Capability.UNREACHABLE),
                    target("zone-a", "a", Capability.POWER, Capability.ISOLATION),
                    target("cache", "cache", Capability.KILL, Capability.FLUSH),
                    target("gateway", "gateway", Capability.PARTITION, Capability.LATENCY),
                    target("queue", "queue", Capability.LATENCY)));

    @Test
    void eachComponentIsTakenOutByTheFaultThatTakesOutMost() {
        ComponentLosses losses = ComponentLosses.of(ESTATE);

        assertThat(losses.taken())
                .extracting(loss -> loss.role() + " " + loss.kind() + " " + loss.targets())
                .containsExactly(
                        "cache cache-loss 1",
                        "gateway network-partition 1",
                        "shop pod-kill 2",
                        "ticketing-db database-failover 1",
                        "zone-a zone-loss 1");
        assertThat(losses.kept()).as("what is only slowed down is not away").containsExactly("queue");
    }

    @Test
    void theScenarioKeepsItsLoadAndLosesOneComponent() throws Exception {
        Scenario base = base();
        SweepScenario sweep = new SweepScenario(base, Duration.ofSeconds(6), Duration.ofSeconds(20));

        for (ComponentLoss loss : ComponentLosses.of(ESTATE).taken()) {
            Scenario losing = sweep.losing(loss, "estate", KINDS);

            assertThat(losing.load()).isEqualTo(base.load());
            assertThat(losing.healthy()).isEqualTo(base.healthy());
            FaultSpec fault = losing.faults().get(0);
            assertThat(losing.faults()).hasSize(1);
            assertThat(fault.id()).isEqualTo(loss.role() + "-lost");
            assertThat(fault.start()).as("as the first fault of the scenario").isEqualTo(new Start.At(at(base)));
            assertThat(fault.duration()).isEqualTo(loss.lasts() ? Duration.ofSeconds(6) : null);
            assertThat(fault.selection())
                    .isEqualTo(loss.targets() == 1 ? new TargetSelection.All() : new TargetSelection.Count(1));
            assertThat(losing.objectives())
                    .extracting(objective -> objective.id())
                    .containsExactlyInAnyOrder("buyers-recover", "browsers-recover");
        }
    }

    @Test
    void aLossThatTheLoadDoesNotOutlastIsRefused() throws Exception {
        SweepScenario sweep = new SweepScenario(base(), Duration.ofMinutes(5), Duration.ofSeconds(20));
        ComponentLoss cache = ComponentLosses.of(ESTATE).taken().get(0);

        assertThatThrownBy(() -> sweep.losing(cache, "estate", KINDS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the loss of cache: a run of 1m is invalid; expected 5m30s or longer")
                .hasMessageContaining("--set load.duration=");
    }

    private static Scenario base() throws BadInputException {
        return ScenarioInput.read(ScenarioRequest.changed("quick-pod-kill", List.of("load.duration=60s")), KINDS)
                .scenario();
    }

    private static Duration at(Scenario base) {
        return ((Start.At) base.faults().get(0).start()).offset();
    }

    private static Target target(String role, String id, Capability... capabilities) {
        return new Target(role, "test:thing", id, null, Set.of(capabilities), Map.of());
    }
}
