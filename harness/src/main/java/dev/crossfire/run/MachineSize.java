package dev.crossfire.run;

import com.sun.management.OperatingSystemMXBean;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Cohort;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether a machine is large enough for a load, by what runs on another machine took; {@code run --calibrate} measures
 * this one.
 *
 * @param processors that Java may use
 * @param memory in bytes, of the container or the machine
 */
public record MachineSize(int processors, long memory) {
    /** The least CPU time of the load generator for a request. Source: docs/benchmarks.md, "Recording costs". */
    private static final Duration OF_A_REQUEST = Duration.ofNanos(308_000);
    /** Of all processes of a lab in a full drill. Source: docs/benchmarks.md, "The lab". */
    private static final long OF_A_LAB = 617_000_000;

    private static final double MEGABYTE = 1e6;

    /** The machine of this process, or the container that it is in. */
    public static MachineSize ofThis() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new MachineSize(Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize());
    }

    /**
     * Why it is too small, a sentence each; empty when nothing measured says so.
     *
     * @param ownLab whether the run starts a lab on it
     */
    public List<String> warnings(Scenario scenario, boolean ownLab) {
        List<String> warnings = new ArrayList<>();
        double peak = peak(scenario);
        double needed = peak * OF_A_REQUEST.toNanos() / 1e9;
        if (needed > processors) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "this machine may be too small: at the peak %.0f users a second arrive, each with at least one request,"
                            + " which takes the load generator %.1f processors by the %d µs a request that another machine"
                            + " was measured to need (docs/benchmarks.md); this one has %d. 'run --calibrate' measures it.",
                    peak,
                    needed,
                    OF_A_REQUEST.toNanos() / 1000,
                    processors));
        }
        if (ownLab && memory < OF_A_LAB) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "this machine may be too small: the lab alone took %.0f MB of memory where it was measured"
                            + " (docs/benchmarks.md); this machine has %.0f MB.",
                    OF_A_LAB / MEGABYTE,
                    memory / MEGABYTE));
        }
        return warnings;
    }

    /** The most arrivals a second; 0 where only the simulation knows. */
    private static double peak(Scenario scenario) {
        List<Cohort> cohorts = scenario.load().cohorts();
        return cohorts.stream()
                .flatMap(cohort -> Stream.concat(Stream.of(Duration.ZERO), cohort.steps().stream()))
                .mapToDouble(moment -> cohorts.stream()
                        .mapToDouble(cohort -> cohort.rateAt(moment).perSecond())
                        .sum())
                .max()
                .orElse(0);
    }
}
