package dev.crossfire.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SystemTimeTest {
    @Test
    void aWallClockThatIsSetBackMakesNoWaitLonger() throws InterruptedException {
        AtomicInteger readings = new AtomicInteger();
        // Set back as soon as the wait has begun: the first reading makes the moment, the second begins the wait.
        SystemTime time =
                new SystemTime(() -> Instant.now().minus(Duration.ofHours(readings.incrementAndGet() > 2 ? 1 : 0)));
        Instant moment = time.now().plusMillis(300);
        time.sleepUntil(moment);
        assertThat(time.now()).isBefore(moment);
    }

    @Test
    void itWaitsUntilTheMomentHasCome() throws InterruptedException {
        SystemTime time = new SystemTime();
        Instant moment = time.now().plusMillis(50);
        time.sleepUntil(moment);
        assertThat(time.now()).isAfterOrEqualTo(moment.minusNanos(1_000));
    }
}
