package dev.crossfire.conductor;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.simulations.resources.ResourceMonitor.ResourceUsage;
import dev.crossfire.spi.FigureText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Detects from the load generator's usage after t = 0 when it exhausted a resource of its own machine; pure.
 *
 * <p>Each shortage is reported once: the journal is forced to disk line by line, and a fault may be due.
 */
final class GeneratorShortages {
    /** Above this, the generator waits for processors more than it works. */
    private static final double MOST_CPU = 0.95;
    /** A few seconds of it are a garbage collection or a compiler. */
    private static final double ACCEPTABLE_CPU_SECONDS = 5;

    private static final double MOST_FILES = 0.98;
    private static final double SCARCE_PORTS = 0.95;

    /** The judge accepts one late request in a hundred, and the monitor is one thread among many. */
    private static final double MOST_STALLED = 0.02;

    private static final int MOST_STEPS_REPORTED = 20;
    private static final double MILLIS_PER_SECOND = 1000;

    private enum Shortage {
        CPU,
        FILES,
        PORTS
    }

    private final Set<Shortage> reported = EnumSet.noneOf(Shortage.class);
    private double seconds;
    private double stalledSeconds;
    private double busySeconds;
    private int steps;
    private @Nullable Double ownCpu;
    private @Nullable Double machineCpu;
    private @Nullable ResourceUsage mostFiles;
    private @Nullable ResourceUsage mostPorts;

    /** What of this is worth the journal. */
    List<JournalEvent> add(Instant at, ResourceUsage usage) {
        seconds += usage.seconds();
        stalledSeconds += usage.stalledMillis() / MILLIS_PER_SECOND;
        ownCpu = larger(ownCpu, usage.ownCpu());
        machineCpu = larger(machineCpu, usage.machineCpu());
        mostFiles = mostFiles == null || of(usage.files()) > of(mostFiles.files()) ? usage : mostFiles;
        mostPorts = mostPorts == null || of(usage.ports()) > of(mostPorts.ports()) ? usage : mostPorts;
        List<JournalEvent> events = new ArrayList<>();
        if (usage.clockStepMillis() != null && steps++ < MOST_STEPS_REPORTED) {
            events.add(new JournalEvent.ClockStepped(at, usage.clockStepMillis()));
        }
        cpu(at, usage).ifPresent(events::add);
        files(at, usage).ifPresent(events::add);
        ports(at, usage).ifPresent(events::add);
        return events;
    }

    private Optional<JournalEvent> cpu(Instant at, ResourceUsage usage) {
        boolean busy = usage.ownCpu() != null && usage.ownCpu() >= MOST_CPU;
        busySeconds = busy ? busySeconds + usage.seconds() : 0;
        return busySeconds >= ACCEPTABLE_CPU_SECONDS && reported.add(Shortage.CPU)
                ? Optional.of(new JournalEvent.GeneratorStarved(
                        at,
                        "CPU time",
                        "it used " + FigureText.percent(MOST_CPU) + " or more of all processors for "
                                + Math.round(busySeconds) + " s"))
                : Optional.empty();
    }

    private Optional<JournalEvent> files(Instant at, ResourceUsage usage) {
        return nearly(usage.files(), usage.filesAllowed(), MOST_FILES) && reported.add(Shortage.FILES)
                ? Optional.of(new JournalEvent.GeneratorStarved(
                        at,
                        "file descriptors",
                        usage.files() + " of " + usage.filesAllowed() + " were open; 'ulimit -n' raises them"))
                : Optional.empty();
    }

    /** Scarce ports alone are no problem: a port may serve many servers. Requests that got none show as such. */
    private Optional<JournalEvent> ports(Instant at, ResourceUsage usage) {
        return nearly(usage.ports(), usage.portsAllowed(), SCARCE_PORTS) && reported.add(Shortage.PORTS)
                ? Optional.of(new JournalEvent.Warning(
                        at,
                        "local ports were scarce on the load generator's machine: " + usage.ports()
                                + " in use or cooling down, " + usage.portsAllowed() + " available"))
                : Optional.empty();
    }

    /** The result; empty when no usage came. */
    List<JournalEvent> end(Instant at) {
        if (seconds == 0 || mostFiles == null || mostPorts == null) {
            return List.of();
        }
        List<JournalEvent> events = new ArrayList<>();
        double stalled = stalledSeconds / seconds;
        if (stalled > MOST_STALLED && reported.add(Shortage.CPU)) {
            events.add(new JournalEvent.GeneratorStarved(
                    at,
                    "CPU time",
                    "it was stalled for " + FigureText.percent(stalled) + " of the time; expected at most "
                            + FigureText.percent(MOST_STALLED)));
        }
        events.add(new JournalEvent.GeneratorUsed(
                at,
                ownCpu,
                machineCpu,
                stalled,
                mostFiles.files(),
                mostFiles.filesAllowed(),
                mostPorts.ports(),
                mostPorts.portsAllowed()));
        return events;
    }

    private static boolean nearly(@Nullable Long used, @Nullable Long allowed, double share) {
        return used != null && allowed != null && used >= share * allowed;
    }

    private static long of(@Nullable Long count) {
        return count == null ? -1 : count;
    }

    private static @Nullable Double larger(@Nullable Double one, @Nullable Double other) {
        return one == null || (other != null && other > one) ? other : one;
    }
}
