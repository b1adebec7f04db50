package dev.crossfire.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SystemTimeTest {
    private final AtomicReference<Duration> set = new AtomicReference<>(Duration.ZERO);

    @Test
    void aWallClockThatIsSetBackMakesNoWaitLonger() throws InterruptedException {
        SystemTime time = new SystemTime(() -> Instant.now().plus(set.get()));
        Instant moment = time.now().plusMillis(300);
        Thread clock = new Thread(() -> set.set(Duration.ofHours(-1)));
        clock.start();
        time.sleepUntil(moment);
        clock.join();
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
