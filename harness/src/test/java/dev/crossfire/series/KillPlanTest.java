package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.lab.LabProvider;
import dev.crossfire.model.Capability;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KillPlanTest {
    private static final List<KillWay> WAYS = Arrays.asList(KillWay.values());

    @Test
    void everyKindThatTheLabOffersHasAScenario() throws IOException {
        List<String> fixtures = KillScenario.names();
        Set<Capability> offered = new LabProvider()
                .injectionMethods().stream().map(InjectionMethod::capability).collect(Collectors.toSet());
        List<String> kinds = Kinds.load().faults().stream()
                .map(FaultKind::description)
                .filter(kind -> kind.needs().stream().anyMatch(offered::contains))
                .map(FaultDescription::name)
                .toList();
        assertThat(kinds)
                .contains("pod-kill", "database-failover")
                .doesNotContain("node-drain")
                .allMatch(kind -> fixtures.stream().anyMatch(fixture -> fixture.startsWith(kind)));
    }

    @Test
    void everyScenarioComesInEveryWayAndTheSameSeedMakesTheSamePlans() throws IOException {
        List<String> fixtures = KillScenario.names();
        List<KillPlan> plans = plans(1, fixtures, fixtures.size() * WAYS.size());
        assertThat(plans.stream().map(plan -> plan.fixture() + plan.way()))
                .doesNotHaveDuplicates()
                .hasSize(fixtures.size() * WAYS.size());
        assertThat(plans(1, fixtures, plans.size())).isEqualTo(plans);
        assertThat(plans(2, fixtures, plans.size())).isNotEqualTo(plans);
    }

    @Test
    void theMomentsAreSpreadFromTheStartUntilAllWouldHaveRecovered() throws IOException {
        List<KillPlan> plans = plans(1, KillScenario.names(), 1000);
        // A tenth of those that are not paused; three standard deviations are 28.
        long expected = Math.round(100 * (1 - 1.0 / WAYS.size()));
        assertThat(plans.stream().filter(KillPlan::fromStart).count()).isBetween(expected - 28, expected + 28);
        for (int second = 2; second < 9; second++) {
            Duration from = Duration.ofSeconds(second);
            assertThat(plans.stream()
                            .filter(plan -> !plan.fromStart())
                            .filter(plan -> !plan.after().minus(from).isNegative()
                                    && plan.after().minus(from).minusSeconds(1).isNegative())
                            .count())
                    .as("from %s on", from)
                    .isGreaterThan(80);
        }
    }

    private static List<KillPlan> plans(long seed, List<String> fixtures, int trials) {
        return IntStream.range(0, trials)
                .mapToObj(i -> KillPlan.of(i, seed, fixtures, WAYS))
                .toList();
    }
}
