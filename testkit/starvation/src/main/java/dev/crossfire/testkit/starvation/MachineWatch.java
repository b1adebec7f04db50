package dev.crossfire.testkit.starvation;

import java.util.Optional;

/** Says whether other work on the machine took the processors since a moment, for programs that are no tests. */
public final class MachineWatch {
    private static final ProcessorMonitor MONITOR = ProcessorMonitor.start();

    private final long began = MONITOR.now();

    private MachineWatch() {}

    /** Begins to watch; costs next to nothing. */
    public static MachineWatch begin() {
        return new MachineWatch();
    }

    /** Returns the measured reason why what was done since then may be late; empty if it has none. */
    public Optional<String> starved() {
        return Starvation.during(MONITOR.since(began)).map(Starvation::toString);
    }
}
