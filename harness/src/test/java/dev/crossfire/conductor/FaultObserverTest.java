package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FaultObserverTest extends MadeUpTime {
    private static final int ENOUGH = 10;

    /** It would have slept until the wall clock showed the beginning of that probe again, and held up the run's end. */
    @Test
    void aWallClockThatIsSetBackDuringAProbeDoesNotStopIt() throws Exception {
        AtomicInteger probes = new AtomicInteger();
        Fault fault = new Fault() {
            @Override
            public ProbeResult probe() {
                if (probes.incrementAndGet() == 1) {
                    time.set(Duration.ofHours(-1));
                }
                return new ProbeResult(true, false, probes.get() >= ENOUGH, "well");
            }

            @Override
            public Map<String, String> handle() {
                return Map.of();
            }

            @Override
            public void inject() {}

            @Override
            public void close() {}
        };
        FaultObserver observer =
                new FaultObserver("f", fault, new FaultMomentBoard(), journal, time, ProgressListener.SILENT);
        observer.start();
        Duration began = time.elapsed();
        while (probes.get() < ENOUGH) {
            time.sleepUntil(time.now().plusMillis(100));
        }
        observer.halt();
        observer.join();
        assertThat(time.elapsed().minus(began)).isLessThan(Duration.ofMinutes(1));
    }
}
