package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Scenario.AbortRule;
import dev.crossfire.model.Start;
import dev.crossfire.model.Start.FaultMoment;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.progress.ProgressListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults on top of each other and after each other, and runs that end early, in made-up time. */
@Timeout(30)
class SequenceTest extends MadeUpTime {
    private static final Instant ZERO = FakeTime.ZERO.plus(FakeTraffic.T0);
    private static final PlannedFault FIRST = FakeRun.fault("first", Duration.ofSeconds(6));

    private final FakeTraffic traffic = new FakeTraffic(time);

    private static PlannedFault after(String id, String other, FaultMoment moment, Duration delay) {
        return FakeRun.fault(id, new Start.After(other, moment, delay));
    }

    @Test
    void aFaultComesSoLongAfterAnothersProof() throws Exception {
        conduct(FakeRun.plan(FIRST, after("second", "first", FaultMoment.CONFIRMED, Duration.ofMillis(1500))));
        assertThat(injected("second")).isEqualTo(ZERO.plusMillis(6300 + 1500));
        assertThat(kind.calls).endsWith("inject second", "heal second", "heal first", "close second", "close first");
    }

    @Test
    void aFaultOverlapsAnotherWithoutDelay() throws Exception {
        conduct(FakeRun.plan(FIRST, after("second", "first", FaultMoment.INJECTED, Duration.ZERO)));
        assertThat(Duration.between(injected("first"), injected("second"))).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void aFaultComesOnceAnotherIsCleared() throws Exception {
        time.at(FakeTraffic.T0.plusMillis(8000), () -> kind.end("first"));
        conduct(FakeRun.plan(FIRST, after("second", "first", FaultMoment.CLEARED, Duration.ofSeconds(4))));
        assertThat(Duration.between(ZERO, injected("second")))
                .isBetween(Duration.ofMillis(12_000), Duration.ofMillis(12_010));
    }

    @Test
    void whatAFaultWaitsForMayNeverCome() throws Exception {
        kind.takesEffect = false;
        conduct(FakeRun.plan(FIRST, after("second", "first", FaultMoment.CONFIRMED, Duration.ZERO)));
        assertThat(kind.calls).doesNotContain("inject second");
        assertThat(skipped()).containsExactly("first was never confirmed, which it waits for");
    }

    @Test
    void aSkippedFaultTakesThoseAfterItWithIt() throws Exception {
        traffic.sickFrom = 2;
        conduct(FakeRun.plan(
                FIRST,
                after("second", "first", FaultMoment.INJECTED, Duration.ZERO),
                after("third", "second", FaultMoment.EFFECTIVE, Duration.ZERO)));
        assertThat(kind.calls).noneMatch(asked -> asked.startsWith("inject"));
        assertThat(skipped())
                .hasSize(3)
                .contains(
                        "first was never injected, which it waits for",
                        "second was never effective, which it waits for");
    }

    @Test
    void nothingIsFiredOnceTheLoadHasEnded() throws Exception {
        conduct(FakeRun.plan(FIRST, after("second", "first", FaultMoment.INJECTED, FakeTraffic.LENGTH)));
        assertThat(kind.calls).doesNotContain("inject second");
        assertThat(skipped()).containsExactly("it was due when the load had ended");
    }

    @Test
    void aCohortUnhealthyBecauseOfOneFaultDoesNotPreventTheNext() throws Exception {
        traffic.sickFrom = 6;
        conduct(FakeRun.plan(FIRST, FakeRun.fault("second", Duration.ofSeconds(9))));
        assertThat(kind.calls).contains("inject second");
        assertThat(steady("second").reached()).isFalse();
        assertThat(steady("second").seen()).endsWith("not checked, because it overlaps first");
    }

    @Test
    void aCohortStillUnhealthyAfterOneFaultPreventsTheNext() throws Exception {
        traffic.sickFrom = 6;
        time.at(FakeTraffic.T0.plusMillis(7000), () -> kind.end("first"));
        conduct(FakeRun.plan(FIRST, FakeRun.fault("second", Duration.ofSeconds(14))));
        assertThat(kind.calls).doesNotContain("inject second");
        assertThat(skipped()).singleElement().asString().startsWith("no steady state before it");
    }

    @Test
    void moreThanCanBeBorneEndsTheRun() throws Exception {
        traffic.sickFrom = 7;
        AbortRule rule = new AbortRule("buyers", new Ratio(0.5), Duration.ofSeconds(3));
        conduct(FakeRun.aborting(FakeRun.plan(FIRST, FakeRun.fault("late", Duration.ofSeconds(12))), rule));
        JournalEvent.AbortConditionMet met = event(JournalEvent.AbortConditionMet.class);
        assertThat(Duration.between(ZERO, met.at())).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_200));
        assertThat(event(JournalEvent.Aborted.class).why())
                .isEqualTo(met.seen())
                .startsWith("abort-when: more than");
        assertThat(kind.calls)
                .doesNotContain("inject late")
                .endsWith("heal late", "heal first", "close late", "close first");
        assertThat(event(JournalEvent.HealEnded.class).proven()).isTrue();
        assertThat(traffic.isStopped()).isTrue();
    }

    @Test
    void aSlowlyClearingFaultDoesNotDelayTheProofOfAnother() throws Exception {
        kind.heals = false;
        Instant over = ZERO.plus(FakeTraffic.LENGTH);
        time.at(FakeTraffic.T0.plus(FakeTraffic.LENGTH).plusSeconds(2), () -> kind.end("first"));
        time.at(FakeTraffic.T0.plus(FakeTraffic.LENGTH).plusSeconds(6), () -> kind.end("second"));
        conduct(FakeRun.plan(FIRST, FakeRun.fault("second", Duration.ofSeconds(9))));
        assertThat(events(JournalEvent.HealEnded.class))
                .extracting(JournalEvent.HealEnded::fault)
                .containsExactly("first", "second");
        assertThat(events(JournalEvent.HealEnded.class)).allMatch(JournalEvent.HealEnded::proven);
        assertThat(events(JournalEvent.HealStarted.class))
                .allMatch(started -> started.at().isBefore(over.plusMillis(1500)));
        assertThat(Duration.between(
                        over, events(JournalEvent.HealEnded.class).get(0).at()))
                .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2100));
    }

    @Test
    void whatALimitForbidsAtTheLastMomentIsNotFired() throws Exception {
        Limits none = new Limits(
                null, null, null, null, null, Set.of(), Limits.NONE.denied(), Map.of("kinds", "acme.yaml:3:4"));
        conduct(FakeRun.plan(FIRST), List.of(new LimitSource("the policy acme", none)));
        assertThat(kind.calls).doesNotContain("inject first");
        assertThat(skipped())
                .containsExactly("the fault kind 'fake-fault' is invalid; expected no fault at all"
                        + " (the limit of the policy acme, acme.yaml:3:4)");
    }

    private void conduct(Plan plan) throws IOException {
        conduct(plan, List.of());
    }

    private void conduct(Plan plan, List<LimitSource> limits) throws IOException {
        new Conductor(new RunContext(
                        plan,
                        limits,
                        FakeRun.environment(),
                        FakeRun.kinds(kind),
                        journal,
                        time,
                        ProgressListener.SILENT,
                        () -> null,
                        atMost -> {}))
                .conduct(traffic);
    }

    private Instant injected(String fault) throws IOException {
        return events(JournalEvent.FaultInjected.class).stream()
                .filter(event -> event.fault().equals(fault))
                .findFirst()
                .orElseThrow()
                .injected();
    }

    private JournalEvent.SteadyState steady(String fault) throws IOException {
        return events(JournalEvent.SteadyState.class).stream()
                .filter(event -> event.fault().equals(fault))
                .findFirst()
                .orElseThrow();
    }

    private List<String> skipped() throws IOException {
        return events(JournalEvent.FaultSkipped.class).stream()
                .map(JournalEvent.FaultSkipped::why)
                .toList();
    }

    private <E extends JournalEvent> E event(Class<E> type) throws IOException {
        return events(type).get(0);
    }

    private <E extends JournalEvent> List<E> events(Class<E> type) throws IOException {
        return Journal.read(file).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
