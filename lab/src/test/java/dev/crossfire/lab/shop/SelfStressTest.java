package dev.crossfire.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.shop.StressEndpoint.SelfStress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Planted truth: threads that are counted, and a limit that only the stress itself enforces. */
class SelfStressTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final SelfStress stress = new SelfStress();

    @Test
    void endsByItself() {
        assertThat(stress.begin("one", cpu(Duration.ofMillis(300)))).isTrue();
        assertThat(stressRequests()).isEqualTo(2);

        await().atMost(SOON).until(() -> stressRequests() == 0);
    }

    @Test
    void endsOnRequestAndOnlyThatOne() {
        stress.begin("one", cpu(Duration.ofMinutes(1)));
        stress.begin("other", cpu(Duration.ofMinutes(1)));
        stress.begin("other", cpu(Duration.ofMinutes(1)));
        assertThat(stressRequests()).isEqualTo(4);

        stress.end("one");
        stress.end("one");
        stress.end("none");

        await().atMost(SOON).until(() -> stressRequests() == 2);
        stress.end("other");
        await().atMost(SOON).until(() -> stressRequests() == 0);
    }

    @Test
    void refusesToBreakItself() {
        for (int i = 0; i < 16; i++) {
            assertThat(stress.begin("s" + i, new SelfStress.StressAmount(0, 0, 0, Duration.ofMinutes(1))))
                    .isTrue();
        }

        assertThat(stress.begin("one too many", cpu(Duration.ofMinutes(1)))).isFalse();
    }

    /** As many threads as that, wherever there are two processors or more. */
    private static SelfStress.StressAmount cpu(Duration limit) {
        return new SelfStress.StressAmount(10, 2, 0, limit);
    }

    private static long stressRequests() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("stress"))
                .count();
    }
}
