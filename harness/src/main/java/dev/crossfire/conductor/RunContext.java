package dev.crossfire.conductor;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.evidence.Journal;
import dev.crossfire.guardian.Heartbeat;
import dev.crossfire.guardian.InjectionPermit;
import dev.crossfire.model.Plan;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.TimeSource;
import java.util.List;

/**
 * The plan and the environment of one run, with the services by which its conductor acts and reports.
 *
 * @param limits all limits, which are checked again just before each fault
 * @param injectionPermit checked immediately before every injection
 * @param heartbeat called as long as the run goes on
 */
public record RunContext(
        Plan plan,
        List<LimitSource> limits,
        OpenEnvironment environment,
        Kinds kinds,
        Journal journal,
        TimeSource time,
        ProgressListener progress,
        InjectionPermit injectionPermit,
        Heartbeat heartbeat) {
    public RunContext {
        limits = List.copyOf(limits);
    }
}
