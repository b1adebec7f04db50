package dev.crossfire.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Start;
import dev.crossfire.model.Start.FaultMoment;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static Plan plan() {
        return Planner.plan(Sale.request(
                        List.of(
                                Sale.fault("f", "break", "shop", Sale.at(30), new TargetSelection.Count(1)),
                                Sale.fault(
                                        "later",
                                        "break",
                                        "shop",
                                        new Start.After("f", FaultMoment.CLEARED, Duration.ofSeconds(10)),
                                        new TargetSelection.All())),
                        List.of(Sale.target("shop", "shop-1", "a"), Sale.target("shop", "shop-2", null))))
                .plan()
                .orElseThrow();
    }

    @Test
    void whatALostZoneHoldsIsListedWithIt() {
        Target zone = new Target("zone-a", "test:zone", "zone/a", "a", Set.of(Sale.BREAKABLE), Map.of());
        Target machine = new Target("zone-a holds", "aws:ec2:instance", "i-1", "a", Set.of(), Map.of());
        Plan plan = Planner.plan(Sale.request(
                        List.of(Sale.fault("f", "break", "zone-a", Sale.at(30), new TargetSelection.All())),
                        List.of(zone, machine, Sale.target("shop", "shop-1", "a"), Sale.target("shop", "shop-2", "b"))))
                .plan()
                .orElseThrow();
        assertThat(PlanText.render(plan)).contains("""
                Targets
                  f: break of zone-a
                      zone/a in zone a
                    it also hits
                      shop-1 in zone a
                      i-1 in zone a
                """);
    }

    @Test
    void whereProvidersAreSeveralEachTargetIsFollowedByItsOwn() {
        Target link = new Target("shop", "toxiproxy:proxy", "web", "a", Set.of(Sale.BREAKABLE), Map.of());
        Target process = new Target("shop", "commands:role", "shop", null, Set.of(Sale.BREAKABLE), Map.of());
        Plan plan = Planner.plan(Sale.request(
                        List.of(Sale.fault("f", "break", "shop", Sale.at(30), new TargetSelection.All())),
                        List.of(link, process)))
                .plan()
                .orElseThrow();
        ProviderSettings<?, ?> any = new ProviderSettings<>(new Sale.Nowhere());
        assertThat(PlanText.render(plan, environment(Map.of("toxiproxy", any, "commands", any))))
                .contains("""
                  f: break of shop
                      shop, by commands
                      web in zone a, by toxiproxy
                """);
        assertThat(PlanText.render(plan, environment(Map.of("test", any))))
                .contains("web in zone a\n")
                .doesNotContain(", by ");
    }

    private static EnvironmentSpec environment(Map<String, ProviderSettings<?, ?>> providers) {
        return new EnvironmentSpec("test", null, false, Limits.NONE, providers);
    }

    @Test
    void thePlanListsEverythingBeforehand() {
        String text = PlanText.render(plan());
        assertThat(text)
                .startsWith("""
                        sale on test · seed 7
                        system under test: no address: environment test has no base-url
                        A sale

                        Targets
                          f: break of shop
                              shop-2
                          later: break of shop
                              shop-1 in zone a
                              shop-2

                        Timeline
                              -10s  warm-up: load that is not judged
                                0s  load begins: buyers 20/s
                               15s  buyers: 20/s to 400/s in 2s
                               25s  steady state: from here on every cohort must be healthy
                               30s  ✗ f: break of shop, cleared after 20s at the latest
                              1m7s  buyers: back to 20/s in 2s
                             1m25s  load ends
                             later  ✗ later 10s after f is cleared: break of shop, cleared after 20s at
                                    the latest

                        Risk
                          blast radius  2 targets at one time, for at most 20s: shop
                          irreversible  2 of the faults
                                        f: what breaks stays broken
                                        later: what breaks stays broken
                          cost          0.30 USD

                        Evidence
                          ! o: too few requests to show anything

                        Values and where they come from
                        """)
                .contains("  load.duration: 1m25s                                               sale.yaml:7\n")
                .contains("  faults.f.at: 30s                                     overlay test sale.yaml:31\n");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aLongOriginGetsALineOfItsOwn() {
        PlanRequest request = Sale.request(List.of(), List.of());
        String path = "/home/someone/projects/ticketing/drills/ticket-open.yaml:3";
        Plan plan = Planner.plan(new PlanRequest(
                        request.run(),
                        request.scenario(),
                        request.environment(),
                        request.policy(),
                        request.inventory(),
                        request.kinds(),
                        request.seed(),
                        request.faultsDisabled(),
                        Map.of("/load/cohorts/buyers/spikes/0/ramp", path),
                        request.versions(),
                        request.ownSimulation()))
                .plan()
                .orElseThrow();
        String text = PlanText.render(plan);
        assertThat(text)
                .contains("  load.cohorts.buyers.spikes.0.ramp: 2s\n" + " ".repeat(80 - path.length()) + path + "\n");
        assertThat(text).contains("none: this scenario has load only").contains("nothing is broken");
    }

    @Test
    void everySettingOfAPlugInIsAnEffectiveValue() {
        assertThat(EffectiveValues.of(plan().scenario()))
                .containsEntry("/faults/f/delay", "100ms")
                .containsEntry("/objectives/o/at-most", "10s")
                .containsEntry("/faults/later/after/event", "cleared")
                .hasSize(29);
    }
}
