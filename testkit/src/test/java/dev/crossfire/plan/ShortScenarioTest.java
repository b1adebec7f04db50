package dev.crossfire.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.Kinds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShortScenarioTest {
    private static final Kinds KINDS = new Kinds(List.of(), List.of(), List.of());

    private record Plain() implements FaultSettings {}

    private static Duration s(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static FaultSpec fault(String id, Start start, @Nullable Duration duration) {
        return new FaultSpec(id, "plain", "db", new TargetSelection.All(), start, duration, new Plain());
    }

    /** That of ticket-open-database-failover: a spike from 15 to 69 s, and what is given. */
    private static Scenario scenario(FaultSpec... faults) {
        Cohort buyers = new Cohort("buyers", new Rate(20), List.of(new Spike(s(15), new Rate(400), s(2), s(50))));
        return new Scenario(
                "sale",
                "A sale",
                new Load("TicketOpen", Map.of(), s(10), s(85), List.of(buyers)),
                Map.of("buyers", new HealthCriteria(s(1), new Ratio(0.99), s(10))),
                s(5),
                List.of(faults),
                List.of(new ObjectiveSpec(
                        "recover", "recovery-time", new RecoveryTime.Settings("buyers", "lost", s(10)))));
    }

    private static Duration at(Scenario scenario, int fault) {
        return ((Start.At) scenario.faults().get(fault).start()).offset();
    }

    @Test
    void restIsCutAndWhatIsJudgedKeepsItsLength() {
        ShortScenario fast = ShortScenario.of(scenario(fault("lost", new Start.At(s(30)), null)), KINDS);
        Load load = fast.scenario().load();
        Spike spike = load.cohorts().get(0).spikes().get(0);

        // 2 s of rest, the ramp, 2 s of rest, 10 s in which users must have been healthy.
        assertThat(spike.at()).isEqualTo(s(2));
        assertThat(at(fast.scenario(), 0)).isEqualTo(s(16));
        // 10 s to recover, 10 s of stability and 2 s; 2 s of rest; the ramp down; 2 s of rest.
        assertThat(spike.end()).isEqualTo(s(16 + 22 + 2 + 2));
        assertThat(load.duration()).isEqualTo(s(44));
        assertThat(load.warmUp()).as("a cold system is another system").isEqualTo(s(10));
        assertThat(load.cohorts().get(0).rate()).isEqualTo(new Rate(20));
        assertThat(fast.scenario().objectives()).isEqualTo(scenario().objectives());
        assertThat(fast.losses().get(0)).contains("44s of load instead of");
        assertThat(fast.losses().get(1))
                .contains("lost comes after 16s of load instead of 30s", "28s instead of 55s follow it", "relapse");
        assertThat(fast.losses().get(2)).contains("buyers arrive instead of");
    }

    @Test
    void aFaultThatLastsAndOneThatFollowsItAreKeptWhole() {
        ShortScenario fast = ShortScenario.of(
                scenario(
                        fault("lost", new Start.At(s(30)), s(8)),
                        fault("next", new Start.After("lost", Start.FaultMoment.CLEARED, s(4)), null)),
                KINDS);

        // 8 + 10 + 10 + 2 for the first, 4 + 10 + 10 + 2 more for the second: until 86 s, and so to the end.
        assertThat(at(fast.scenario(), 0)).isEqualTo(s(16));
        assertThat(fast.scenario().load().duration()).isEqualTo(s(16 + 55));
    }

    @Test
    void aScenarioWithoutRestStaysAsItIs() {
        Scenario whole = scenario(fault("lost", new Start.At(s(7)), s(70)));
        ShortScenario fast = ShortScenario.of(whole, KINDS);

        assertThat(fast.scenario().faults()).isEqualTo(whole.faults());
        assertThat(fast.scenario().load().cohorts()).isEqualTo(whole.load().cohorts());
        assertThat(fast.scenario().load().duration()).isEqualTo(s(85));
    }

    @Test
    void aLoadThatOnlyItsSimulationKnowsIsNotShortened() {
        Scenario own = new Scenario(
                "sale",
                "A sale",
                new Load("com.example.Sale", Map.of(), s(10), s(85), List.of()),
                Map.of(),
                s(5),
                List.of(),
                List.of());
        assertThat(ShortScenario.isPossible(own)).isFalse();
        assertThat(ShortScenario.isPossible(scenario())).isTrue();
    }
}
