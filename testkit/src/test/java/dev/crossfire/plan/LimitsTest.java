package dev.crossfire.plan;

import static dev.crossfire.plan.Sale.fault;
import static dev.crossfire.plan.Sale.pod;
import static dev.crossfire.plan.Sale.request;
import static dev.crossfire.plan.Sale.target;
import static dev.crossfire.plan.Sale.zone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Start;
import dev.crossfire.model.Start.FaultMoment;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.Limits.Denied;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.model.quantity.CountOrShare;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be broken: while planning, and again just before. */
class LimitsTest {
    private static final Denied ALL_ALLOWED = new Denied(Set.of(), Set.of());
    private static final String WHERE = "staging.yaml:6:18";
    private static final List<Target> SIX = List.of(
            pod("pod-1", "a", Map.of("tier", "web", "namespace", "shop")),
            pod("pod-2", "b", Map.of("tier", "web")),
            pod("pod-3", "c", Map.of("tier", "web")),
            pod("pod-4", "a", Map.of("tier", "web")),
            pod("pod-5", "b", Map.of("tier", "web")),
            pod("pod-6", "c", Map.of("tier", "web")));

    /** Limits that allow nothing. */
    static Limits nothing() {
        return new Limits(0, 0, new CountOrShare.Count(0), Duration.ZERO, 0.0, Set.of(), ALL_ALLOWED, Map.of());
    }

    private static Limits zones(int zones) {
        return new Limits(zones, null, null, null, null, null, ALL_ALLOWED, Map.of("zones", WHERE));
    }

    private static Limits costing(double dollars) {
        return new Limits(null, null, null, null, dollars, null, ALL_ALLOWED, Map.of());
    }

    private static Limits pods(CountOrShare pods) {
        return new Limits(null, null, pods, null, null, null, ALL_ALLOWED, Map.of());
    }

    private static Limits denied(Set<String> tags, Set<String> namespaces) {
        return new Limits(null, null, null, null, null, null, new Denied(tags, namespaces), Map.of("deny", WHERE));
    }

    private static FaultSpec all(String id, String role, Start start) {
        return fault(id, "break", role, start, new TargetSelection.All());
    }

    private static FaultSpec some(String id, int count, int at) {
        return fault(id, "break", "shop", Sale.at(at), new TargetSelection.Count(count));
    }

    private static List<String> problemsOf(List<FaultSpec> faults, List<Target> targets, Limits limits) {
        return Planner.plan(Sale.limited(request(faults, targets), limits)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void anExceededLimitIsReportedAtTheFaultThatExceedsIt() {
        List<FaultSpec> faults = List.of(all("first", "shop", Sale.at(30)), all("second", "db", Sale.at(40)));
        List<Target> targets = new ArrayList<>(SIX);
        targets.add(target("db", "db-1", "a"));
        Limits tight =
                new Limits(null, 6, null, Duration.ofSeconds(15), 0.65, Set.of("fail", "slow"), ALL_ALLOWED, Map.of());
        assertThat(problemsOf(faults, targets, tight))
                .containsExactly(
                        "/faults/second/target: 7 targets broken at one time (first, second) is invalid; expected at most 6"
                                + " (the limit of environment test)",
                        "/faults: a cost of 0.70 USD is invalid; expected at most 0.65 USD (the limit of environment test)",
                        "/faults/first: a fault of up to 20s is invalid; expected at most 15s (the limit of environment test)",
                        "/faults/first/kind: the fault kind 'break' is invalid; expected fail, slow"
                                + " (the limit of environment test)",
                        "/faults/second: a fault of up to 20s is invalid; expected at most 15s (the limit of environment test)",
                        "/faults/second/kind: the fault kind 'break' is invalid; expected fail, slow"
                                + " (the limit of environment test)");
        Limits wide = new Limits(
                0, 7, new CountOrShare.Count(6), Duration.ofSeconds(20), 0.7, Set.of("break"), ALL_ALLOWED, Map.of());
        assertThat(problemsOf(faults, targets, wide)).isEmpty();
    }

    /** Three times 0.1 is more than 0.3 in binary fractions. */
    @Test
    void aCostAtTheLimitIsWithinIt() {
        List<FaultSpec> faults = List.of(some("first", 1, 30), some("second", 1, 60), some("third", 1, 90));
        assertThat(problemsOf(faults, SIX, costing(0.3))).isEmpty();
        assertThat(problemsOf(faults, SIX, costing(0.29)))
                .containsExactly("/faults: a cost of 0.30 USD is invalid; expected at most 0.29 USD"
                        + " (the limit of environment test)");
    }

    @Test
    void zonesLostTogetherAddUp() {
        List<Target> zones = List.of(zone("a"), zone("b"));
        FaultSpec first = all("first", "zone-a", Sale.at(30));
        assertThat(problemsOf(List.of(first, all("second", "zone-b", Sale.at(49))), zones, zones(1)))
                .containsExactly(
                        "/faults/second/target: 2 zones lost at one time (first, second) is invalid; expected at most 1"
                                + " (the limit of environment test, " + WHERE + ")");
        FaultSpec beside = some("beside", 1, 30);
        List<Target> all = new ArrayList<>(zones);
        all.addAll(SIX);
        assertThat(problemsOf(List.of(beside, first, all("second", "zone-b", Sale.at(30))), all, zones(1)))
                .singleElement()
                .asString()
                .startsWith("/faults/first/target: 2 zones lost at one time (first, second) is invalid;");
        assertThat(problemsOf(List.of(first, all("second", "zone-b", Sale.at(50))), zones, zones(1)))
                .isEmpty();
        Start whileItLasts = new Start.After("first", FaultMoment.EFFECTIVE, Duration.ofSeconds(5));
        assertThat(problemsOf(List.of(first, all("second", "zone-b", whileItLasts)), zones, zones(1)))
                .hasSize(1);
        Start once = new Start.After("first", FaultMoment.CLEARED, Duration.ZERO);
        assertThat(problemsOf(List.of(first, all("second", "zone-b", once)), zones, zones(1)))
                .isEmpty();
    }

    @Test
    void podsInManyZonesAreNotZonesLost() {
        assertThat(problemsOf(List.of(some("kill", 3, 30)), SIX, zones(0))).isEmpty();
    }

    @Test
    void podsAreLimitedByNumberAndByShare() {
        CountOrShare third = new CountOrShare.Share(new Ratio(0.34));
        assertThat(problemsOf(List.of(some("kill", 2, 30)), SIX, pods(third))).isEmpty();
        assertThat(problemsOf(List.of(some("kill", 3, 30)), SIX, pods(third)))
                .containsExactly("/faults/kill/target: 3 of 6 pods of shop broken at one time is invalid;"
                        + " expected at most 2, 34% (the limit of environment test)");
        assertThat(problemsOf(List.of(some("kill", 3, 30)), SIX, pods(new CountOrShare.Count(2))))
                .containsExactly("/faults/kill/target: 3 of 6 pods of shop broken at one time is invalid;"
                        + " expected at most 2 (the limit of environment test)");
    }

    @Test
    void whatIsDeniedIsNotTouchedNotEvenWithItsZone() {
        assertThat(problemsOf(
                        List.of(all("kill", "shop", Sale.at(30))), SIX, denied(Set.of("tier=db"), Set.of("shop"))))
                .containsExactly(
                        "/faults/kill/target: pod-1 in the namespace shop is invalid; expected a target in another"
                                + " namespace (the limit of environment test, " + WHERE + ")");
        List<Target> zones = new ArrayList<>(SIX);
        zones.add(zone("b"));
        assertThat(problemsOf(List.of(all("dark", "zone-b", Sale.at(30))), zones, denied(Set.of("tier"), Set.of())))
                .containsExactly(
                        "/faults/dark/target: pod-2 with the tag tier=web is invalid; expected a target without that tag"
                                + " (the limit of environment test, " + WHERE + ")",
                        "/faults/dark/target: pod-5 with the tag tier=web is invalid; expected a target without that tag"
                                + " (the limit of environment test, " + WHERE + ")");
    }

    @Test
    void whatRoamsOverItsRoleTouchesAllOfItAndNotOnlyWhatWasSelected() {
        List<Target> named = Stream.of("pod-1", "pod-2")
                .map(id -> pod(id, "a", Map.of("name", id)))
                .toList();
        FaultSpec stays = some("kill", 1, 30);
        Plan plan = Planner.plan(request(List.of(stays), named)).plan().orElseThrow();
        String hit = plan.faults().get(0).targets().get(0).id();
        String other = hit.equals("pod-1") ? "pod-2" : "pod-1";
        Limits limits = denied(Set.of("name=" + other), Set.of());
        assertThat(problemsOf(List.of(stays), named, limits)).isEmpty();

        FaultSpec roams = new FaultSpec("kill", "break", "shop", stays.selection(), stays.start(), null, new Roaming());
        String found = other + " with the tag name=" + other + " is invalid; expected a target without that tag"
                + " (the limit of environment test, " + WHERE + ")";
        assertThat(problemsOf(List.of(roams), named, limits)).containsExactly("/faults/kill/target: " + found);
        Plan roaming = Planner.plan(request(List.of(roams), named)).plan().orElseThrow();
        assertThat(new TargetRecheck(roaming, List.of(new LimitSource("environment test", limits)))
                        .against("kill", now(named))
                        .objections())
                .containsExactly(found);
    }

    @Test
    void labelsNarrowWhatMayBeHit() {
        List<Target> named = Stream.of("pod-1", "pod-2", "pod-3")
                .map(id -> pod(id, "a", Map.of("name", id)))
                .toList();
        FaultSpec one = some("kill", 1, 30);
        FaultSpec storm =
                new FaultSpec("kill", "break", "shop", one.selection(), one.start(), null, new Labelled("pod-2"));
        Plan plan = Planner.plan(request(List.of(storm), named)).plan().orElseThrow();
        assertThat(plan.faults().get(0).reach()).extracting(Target::id).containsExactly("pod-2");
        assertThat(plan.faults().get(0).times()).isEqualTo(12);
        assertThat(PlanText.render(plan))
                .contains(
                        "      12 times, each time one of these, at most 1 missing at one time:\n      pod-2 in zone a\n");
        assertThat(problemsOf(List.of(storm), named, denied(Set.of("name=pod-1"), Set.of())))
                .isEmpty();
        assertThat(problemsOf(List.of(storm), named, denied(Set.of("name=pod-2"), Set.of())))
                .hasSize(1);
        FaultSpec unknown =
                new FaultSpec("kill", "break", "shop", one.selection(), one.start(), null, new Labelled("untagged"));
        Plan wide = Planner.plan(request(List.of(unknown), named)).plan().orElseThrow();
        assertThat(wide.faults().get(0).reach()).as("their tags do not tell").hasSize(3);
    }

    private record Labelled(String name) implements FaultSettings {
        @Override
        public boolean roams() {
            return true;
        }

        @Override
        public boolean mayHit(Target target) {
            return name.equals(target.tags().get("name"));
        }

        @Override
        public int times() {
            return 12;
        }
    }

    private record Roaming() implements FaultSettings {
        @Override
        public boolean roams() {
            return true;
        }
    }

    @Test
    void theStrictestLimitWins() {
        List<FaultSpec> faults = List.of(some("kill", 2, 30));
        LimitSource policy = new LimitSource("the policy acme", pods(new CountOrShare.Count(1)));
        PlanRequest request = Sale.limited(request(faults, SIX), pods(new CountOrShare.Count(2)));
        assertThat(Planner.plan(Sale.policed(request, policy)).problems())
                .extracting(Problem::hint)
                .containsExactly("the limit of the policy acme");
        LimitSource wide = new LimitSource("the policy acme", pods(new CountOrShare.Count(6)));
        assertThat(Planner.plan(Sale.policed(Sale.limited(request, pods(new CountOrShare.Count(1))), wide))
                        .problems())
                .extracting(Problem::hint)
                .containsExactly("the limit of environment test");
    }

    @Test
    void justBeforeAFaultItsTargetsAreCheckedAgainstTheLimitsAgain() {
        List<FaultSpec> faults = List.of(some("kill", 2, 30), some("other", 1, 60));
        Plan plan = Planner.plan(request(faults, SIX)).plan().orElseThrow();
        List<LimitSource> limits = List.of(
                new LimitSource("the policy", pods(new CountOrShare.Share(new Ratio(0.34)))),
                new LimitSource("environment test", denied(Set.of("tier=payments"), Set.of())));
        TargetRecheck targetRecheck = new TargetRecheck(plan, limits);
        assertThat(targetRecheck.against("kill", now(SIX)).objections()).isEmpty();

        Target hit = plan.faults().get(0).targets().get(0);
        assertThat(targetRecheck
                        .against("kill", now(changed(hit, pod(hit.id(), "a", Map.of("tier", "payments")))))
                        .objections())
                .containsExactly(hit.id()
                        + " with the tag tier=payments is invalid; expected a target without that tag"
                        + " (the limit of environment test, " + WHERE + ")");
        assertThat(targetRecheck.against("kill", now(changed(hit, null))).objections())
                .containsExactly(
                        "2 of 5 pods of shop broken at one time is invalid; expected at most 1, 34% (the limit of the policy)");
        assertThat(targetRecheck
                        .against(
                                "kill",
                                now(changed(hit, new Target("shop", hit.type(), hit.id(), "a", Set.of(), Map.of()))))
                        .objections())
                .contains(hit.id() + " does not offer [breakable, pods] any longer");
    }

    @Test
    void aPodThatExistsNoMoreIsReplacedByAnotherOfItsRoleSoThatASecondKillHits() {
        List<FaultSpec> faults = List.of(some("kill", 2, 30));
        Plan plan = Planner.plan(request(faults, SIX)).plan().orElseThrow();
        Target ended = plan.faults().get(0).targets().get(0);
        Target stays = plan.faults().get(0).targets().get(1);
        TargetRecheck recheck = new TargetRecheck(plan, List.of());

        TargetRecheck.CurrentTargets found =
                recheck.against("kill", now(changed(ended, pod("pod-new", "a", Map.of()))));
        assertThat(found.objections()).isEmpty();
        assertThat(found.targets()).hasSize(2).contains(stays).doesNotContain(ended);
        assertThat(recheck.against("kill", now(changed(ended, pod("pod-new", "a", Map.of())))))
                .isEqualTo(found);

        assertThat(recheck.against("kill", now(List.of(stays))).objections())
                .containsExactly(ended.id()
                        + " does not play shop any longer, and no other pod does that is not a target already");
    }

    /** Each provider has a name of its own for the same zone. */
    @Test
    void aZoneThatTwoProvidersPlayIsOneZoneAndStaysTwoTargets() {
        List<Target> both = List.of(
                new Target("zone-a", "aws:zone", "zone", "az1", zone("a").capabilities(), Map.of()),
                new Target("zone-a", "kubernetes:zone", "zone", "a", zone("a").capabilities(), Map.of()));
        List<FaultSpec> faults = List.of(all("dark", "zone-a", Sale.at(30)));
        assertThat(problemsOf(faults, both, zones(1))).isEmpty();

        Plan plan = Planner.plan(request(faults, both)).plan().orElseThrow();
        assertThat(plan.blastRadius().zones()).isEqualTo(1);
        assertThat(new TargetRecheck(plan, List.of()).against("dark", now(both)).targets())
                .containsExactlyInAnyOrderElementsOf(both);
    }

    @Test
    void whatIsDeniedIsNotTouchedOnANodeThatIsDrained() {
        Target node = new Target("node", "kubernetes:node", "n1", "a", zone("a").capabilities(), Map.of());
        List<Target> targets = List.of(
                node, pod("pod-1", "a", Map.of("node", "n1", "tier", "web")), pod("pod-2", "a", Map.of("node", "n2")));
        assertThat(problemsOf(List.of(all("drain", "node", Sale.at(30))), targets, denied(Set.of("tier"), Set.of())))
                .singleElement()
                .asString()
                .startsWith("/faults/drain/target: pod-1 with the tag tier=web is invalid;");
    }

    private static Inventory now(List<Target> targets) {
        return new Inventory("test", List.of("a", "b", "c"), targets);
    }

    private static List<Target> changed(Target old, @Nullable Target now) {
        List<Target> targets = new ArrayList<>();
        for (Target target : SIX) {
            if (!target.id().equals(old.id())) {
                targets.add(target);
            } else if (now != null) {
                targets.add(now);
            }
        }
        return targets;
    }
}
