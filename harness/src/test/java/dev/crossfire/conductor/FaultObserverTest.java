package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
        CompletableFuture<FaultObserver> observing = new CompletableFuture<>();
        Fault fault = new Fault() {
            @Override
            public ProbeResult probe() {
                if (probes.incrementAndGet() == 1) {
                    time.set(Duration.ofHours(-1));
                } else if (probes.get() == ENOUGH) {
                    observing.join().halt();
                }
                return new ProbeResult(true, false, false, "well");
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
        observing.complete(observer);
        observer.start();
        // This thread must not sleep by a clock that is set meanwhile.
        observer.join();
        assertThat(probes).hasValue(ENOUGH);
        assertThat(time.elapsed()).isLessThan(Duration.ofMinutes(1));
    }
}
