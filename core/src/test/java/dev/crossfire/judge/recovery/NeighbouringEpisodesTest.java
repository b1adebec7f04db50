package dev.crossfire.judge.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two outages of different lengths, hardly more than a stable-for time apart: each edge is found at its own outage. */
class NeighbouringEpisodesTest {
    private static final long GAP_OF_ARRIVALS = 20_000;
    private static final long START = 10_000_000;
    private static final long END = 30_000_000;

    @ParameterizedTest
    @CsvSource({
        "1000, 1010, 200, 900",
        "2000, 2100, 200, 900",
        "2000, 2100, 900, 200",
        "2000, 2700, 300, 3000",
        "2000, 2700, 3000, 300",
        "3000, 3100, 200, 900",
        "3000, 3100, 900, 200"
    })
    void eachEdgeIsFoundAtItsOwnOutage(long stableForMillis, long calmMillis, long firstMillis, long secondMillis) {
        HealthThreshold threshold = new HealthThreshold(0.01, stableForMillis * 1000);
        long firstEnd = START + firstMillis * 1000;
        long second = firstEnd + calmMillis * 1000;
        long secondEnd = second + secondMillis * 1000;
        UnhealthyIntervalFinder finder = new UnhealthyIntervalFinder(threshold);
        send(finder, firstEnd, second, secondEnd);
        List<Episode> episodes = finder.finish();
        assertThat(episodes).hasSize(2);

        List<Bracket> edges = new ArrayList<>();
        for (Episode episode : episodes) {
            RecoveryEstimator estimator = new RecoveryEstimator(episode, threshold);
            send(
                    (micros, good) -> {
                        if (RecoveryEstimator.needsFrom(episode, threshold) <= micros
                                && micros <= estimator.needsUntil()) {
                            estimator.accept(micros, good);
                        }
                    },
                    firstEnd,
                    second,
                    secondEnd);
            edges.add(estimator.onset(new Baseline(500, 0)));
            edges.add(estimator.end(new Baseline(500, 0)));
        }

        assertThat(edges).zipSatisfy(List.of(START, firstEnd, second, secondEnd), (edge, truth) -> assertThat(truth)
                .isBetween(edge.lowMicros(), edge.highMicros()));
        assertThat(edges).allSatisfy(edge -> assertThat(edge.widthMicros()).isLessThan(500_000));
    }

    private static void send(RequestSink sink, long firstEnd, long second, long secondEnd) {
        for (long at = 0; at < END; at += GAP_OF_ARRIVALS) {
            sink.accept(at, (at < START || at >= firstEnd) && (at < second || at >= secondEnd));
        }
    }
}
