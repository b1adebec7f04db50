package dev.crossfire.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.quantity.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void anEvenRateArrivesEvenly() {
        Profile profile = Profile.of(cohort(10), Duration.ofMillis(350), SECOND);
        assertThat(arrivals(profile))
                .containsExactly(0L, 100L, 200L, 300L, 350L, 450L, 550L, 650L, 750L, 850L, 950L, 1050L, 1150L, 1250L);
        assertThat(profile.users()).isEqualTo(14);
        assertThat(profile.length()).isEqualTo(Duration.ofMillis(1350));
    }

    @Test
    void aSpikeWithoutARampJumps() {
        Spike spike = new Spike(SECOND, new Rate(100), Duration.ZERO, SECOND);
        List<Long> arrivals = arrivals(Profile.of(cohort(10, spike), Duration.ZERO, Duration.ofSeconds(3)));
        assertThat(between(arrivals, 0, 1000)).isEqualTo(10);
        assertThat(between(arrivals, 1000, 2000)).isEqualTo(100);
        assertThat(between(arrivals, 2000, 3000)).isEqualTo(10);
    }

    @Test
    void everyUserArrivesWhenTheIntegralOfTheRateReachesIt() {
        Spike up = new Spike(Duration.ofMillis(700), new Rate(400), Duration.ofMillis(500), SECOND);
        Spike down = new Spike(Duration.ofSeconds(4), new Rate(0), Duration.ofMillis(250), SECOND);
        Cohort cohort = cohort(20, up, down);
        List<Long> arrivals = arrivals(Profile.of(cohort, Duration.ZERO, Duration.ofSeconds(7)));
        for (int user = 0; user < arrivals.size(); user++) {
            long millis = arrivals.get(user);
            double reached = cohort.arrivals(Duration.ZERO, Duration.ofMillis(millis));
            double reachedAfter = cohort.arrivals(Duration.ZERO, Duration.ofMillis(millis + 1));
            assertThat((double) user)
                    .as("user %d at %d ms", user, millis)
                    .isBetween(reached - 1e-5, reachedAfter + 1e-5);
        }
        assertThat((double) arrivals.size())
                .isCloseTo(cohort.arrivals(Duration.ZERO, Duration.ofSeconds(7)), within(1.0));
        assertThat(arrivals).isSorted();
    }

    @Test
    void aSpikeIsCutWhereTheRunEnds() {
        Spike spike = new Spike(SECOND, new Rate(1000), SECOND, Duration.ofSeconds(60));
        List<Long> arrivals = arrivals(Profile.of(cohort(0, spike), Duration.ofSeconds(5), Duration.ofSeconds(2)));
        assertThat(arrivals).hasSize(500).allMatch(millis -> millis >= 6000 && millis < 7000);
    }

    @Test
    void noUserArrivesAtRateZero() {
        Profile profile = Profile.of(cohort(0), SECOND, SECOND);
        assertThat(arrivals(profile)).isEmpty();
        assertThat(profile.users()).isZero();
    }

    @Test
    void aRunWithoutLengthIsRefused() {
        assertThatThrownBy(() -> Profile.of(cohort(1), SECOND, Duration.ZERO)).hasMessageContaining("longer than 0");
    }

    private static Cohort cohort(double rate, Spike... spikes) {
        return new Cohort("anyone", new Rate(rate), List.of(spikes));
    }

    private static List<Long> arrivals(Profile profile) {
        List<Long> arrivals = new ArrayList<>();
        profile.arrivalMillis().forEachRemaining((long millis) -> arrivals.add(millis));
        assertThat(profile.users()).isEqualTo(arrivals.size());
        return arrivals;
    }

    private static long between(List<Long> arrivals, long from, long until) {
        return arrivals.stream()
                .filter(millis -> millis >= from && millis < until)
                .count();
    }
}
