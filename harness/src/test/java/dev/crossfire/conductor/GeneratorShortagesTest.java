package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.simulations.resources.ResourceMonitor.ResourceUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GeneratorShortagesTest {
    private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");

    private final GeneratorShortages watch = new GeneratorShortages();

    @Test
    void aGeneratorAtEaseIsSummedUpOnly() {
        assertThat(seconds(60, 0.5, 0, 100, 1_000)).isEmpty();
        assertThat(watch.end(AT))
                .containsExactly(new JournalEvent.GeneratorUsed(AT, 0.5, 0.9, 0, 100L, 1024L, 1_000L, 28_232L));
    }

    @Test
    void allProcessorsForFiveSecondsIsStarvingAndReportedOnce() {
        assertThat(seconds(4, 0.99, 0, 100, 1_000)).isEmpty();
        assertThat(seconds(1, 0.5, 0, 100, 1_000)).isEmpty();
        assertThat(seconds(20, 0.99, 0, 100, 1_000))
                .containsExactly(new JournalEvent.GeneratorStarved(
                        AT, "CPU time", "it used 95 % or more of all processors for 5 s"));
    }

    @Test
    void standingStillForTooLongIsStarving() {
        seconds(60, 0.5, 19, 100, 1_000);
        assertThat(watch.end(AT)).hasSize(1);
        seconds(60, 0.5, 60, 100, 1_000);
        assertThat(watch.end(AT).get(0))
                .isEqualTo(new JournalEvent.GeneratorStarved(
                        AT, "CPU time", "it was stalled for 3.95 % of the time; expected at most 2 %"));
    }

    @Test
    void fileDescriptorsThatRunOutAreNamed() {
        assertThat(seconds(3, 0.5, 0, 1_020, 1_000))
                .containsExactly(new JournalEvent.GeneratorStarved(
                        AT, "file descriptors", "1020 of 1024 were open; 'ulimit -n' raises them"));
    }

    @Test
    void scarcePortsAreAWarning() {
        assertThat(seconds(3, 0.5, 0, 100, 28_000)).singleElement().isInstanceOf(JournalEvent.Warning.class);
    }

    @Test
    void everyStepOfTheClockIsReported() {
        List<JournalEvent> events = new ArrayList<>(watch.add(AT, usage(0.5, 0, 100, 1_000, 2_300.0)));
        events.addAll(watch.add(AT, usage(0.5, 0, 100, 1_000, -40.0)));
        assertThat(events)
                .containsExactly(new JournalEvent.ClockStepped(AT, 2_300), new JournalEvent.ClockStepped(AT, -40));
    }

    @Test
    void figuresThatAMachineDoesNotReportAreLeftOut() {
        assertThat(watch.add(AT, new ResourceUsage(1, null, null, 0, null, null, null, null, null)))
                .isEmpty();
        assertThat(watch.end(AT))
                .containsExactly(new JournalEvent.GeneratorUsed(AT, null, null, 0, null, null, null, null));
        assertThat(new GeneratorShortages().end(AT)).as("it did not report").isEmpty();
    }

    private List<JournalEvent> seconds(int count, double cpu, double stalled, long files, long ports) {
        List<JournalEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.addAll(watch.add(AT, usage(cpu, stalled, files, ports, null)));
        }
        return events;
    }

    private static ResourceUsage usage(double cpu, double stalled, long files, long ports, @Nullable Double step) {
        return new ResourceUsage(1, cpu, 0.9, stalled, files, 1024L, ports, 28_232L, step);
    }
}
