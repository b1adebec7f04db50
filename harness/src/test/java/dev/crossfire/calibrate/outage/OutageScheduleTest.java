package dev.crossfire.calibrate.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.quantity.Rate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageScheduleTest {
    @Test
    void aSeedGivesTheSamePlanAgainAndAnotherGivesAnother() {
        assertThat(Json.pretty(OutageSchedule.full(7))).isEqualTo(Json.pretty(OutageSchedule.full(7)));
        assertThat(Json.pretty(OutageSchedule.full(7))).isNotEqualTo(Json.pretty(OutageSchedule.full(8)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sixtyOutagesAndThreeTimesNothingFitIntoFiveMinutes(long seed) {
        OutagePlan plan = OutageSchedule.full(seed);
        assertThat(plan.outages())
                .filteredOn(one -> one.shape() != OutageShape.NONE)
                .hasSize(60);
        assertThat(plan.outages())
                .filteredOn(one -> one.shape() == OutageShape.NONE)
                .hasSize(3);
        assertThat(plan.outages()).extracting(Outage::id).doesNotHaveDuplicates();
        assertThat(plan.outages()).extracting(Outage::shape).contains(OutageShape.values());
        assertThat(plan.outages()).extracting(Outage::failureMode).contains(Outage.FailureMode.values());
        assertThat(plan.warmUp().plus(plan.duration())).isLessThan(Duration.ofSeconds(270));
        assertThat(plan.lanes().stream()
                        .mapToDouble(lane -> lane.rate().perSecond())
                        .sum())
                .as("two cores are enough")
                .isLessThan(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void outagesOfALaneLieFurtherApartThanTheStableForTime(long seed) {
        OutagePlan plan = OutageSchedule.full(seed);
        Duration hold = plan.healthy().stableFor();
        for (Lane lane : plan.lanes()) {
            Duration calmFrom = Duration.ZERO;
            for (Outage outage : lane.outages()) {
                assertThat(outage.begin().minus(calmFrom))
                        .as("before %s", outage.id())
                        .isGreaterThan(hold);
                calmFrom = outage.end();
            }
            assertThat(plan.duration().minus(calmFrom)).as("at the end").isGreaterThan(hold);
        }
    }

    @Test
    void lengthsReachFromAThirdOfASecondToTwentySeconds() {
        List<Duration> lengths = OutageSchedule.full(1).outages().stream()
                .flatMap(one -> one.intervals().stream())
                .map(Outage.OutageInterval::length)
                .toList();
        assertThat(lengths).contains(Duration.ofMillis(300), Duration.ofSeconds(20));
    }

    @Test
    void someRelapse() {
        assertThat(OutageSchedule.full(1).outages())
                .filteredOn(one -> one.intervals().size() > 1)
                .extracting(one -> one.relapses(Duration.ofSeconds(10)))
                .containsOnly(0, 1)
                .hasSize(4);
    }

    @Test
    void theServerReadsThePlanThatWasWritten() throws IOException {
        OutagePlan plan = OutageSchedule.full(3);
        assertThat(Json.read(Json.pretty(plan), OutagePlan.class)).isEqualTo(plan);
    }

    @Test
    void theShortFormHasALaneForEachCohortAndIsOverInHalfAMinute() {
        OutagePlan plan = OutageSchedule.brief(1, Map.of("buyers", new Rate(400), "browsers", new Rate(120)));
        assertThat(plan.lanes())
                .extracting(Lane::name, Lane::rate)
                .containsExactlyInAnyOrder(tuple("buyers", new Rate(400)), tuple("browsers", new Rate(120)));
        assertThat(plan.outages()).hasSize(6);
        assertThat(plan.warmUp().plus(plan.duration())).isLessThan(Duration.ofSeconds(30));
    }
}
