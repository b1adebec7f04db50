package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.time.Duration;
import java.util.Set;

/** Makes a cache's replica take over from its primary. */
public final class CacheFailover extends DisruptionKind<CacheFailover.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "cache-failover",
            "makes a cache's replica take over from its primary",
            Settings.class,
            Set.of(Capability.TAKEOVER),
            DurationRule.NONE,
            "the primary's role moves; the cache heals itself, with the roles exchanged",
            "the cache's address answers with another run id than before",
            "a command that still runs is stopped and its template deleted, from any process; a takeover that happened"
                    + " is not undone, and is cleared when the cache answers");

    /** ElastiCache promotes within a minute or so, a sentinel within seconds of noticing. */
    private static final Duration LONGEST_FAILOVER = Duration.ofMinutes(2);

    /** Nothing is particular to it. */
    public record Settings() implements FaultSettings {}

    public CacheFailover() {
        super(DESCRIPTION);
    }

    @Override
    public Duration maxDuration(FaultSpec spec) {
        return LONGEST_FAILOVER;
    }

    @Override
    protected Duration settling() {
        return LONGEST_FAILOVER;
    }

    @Override
    protected Symptom effect(Settings settings) {
        return SymptomKind.REPLACED;
    }
}
