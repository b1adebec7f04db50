package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a cache's replica take over from its primary. */
public final class CacheFailover extends DisruptionKind<CacheFailover.Settings> {
    /** Nothing is particular to it. */
    public record Settings() implements FaultSettings {}

    /** ElastiCache promotes within a minute or so, a sentinel within seconds of noticing. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "cache-failover";
    }

    @Override
    public String summary() {
        return "makes a cache's replica take over from its primary";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    protected Capability capability() {
        return Capability.TAKEOVER;
    }

    @Override
    public boolean lasts() {
        return false;
    }

    @Override
    public Duration longest(FaultSpec spec) {
        return LONGEST;
    }

    @Override
    protected Duration settling() {
        return LONGEST;
    }

    @Override
    protected DisruptionSpec disruption(Settings settings) {
        return new DisruptionSpec(Capability.TAKEOVER, Map.of());
    }

    @Override
    protected Symptom effect(Settings settings) {
        return SymptomKind.REPLACED;
    }

    @Override
    public @Nullable String irreversible(FaultSpec spec) {
        return "the primary's role moves; the cache heals itself, with the roles exchanged";
    }

    @Override
    public String confirmedBy() {
        return "the cache's address answers with another run id than before";
    }

    @Override
    public String healedBy() {
        return "a command that still runs is stopped and its template deleted, from any process; a takeover that happened"
                + " is not undone, and is cleared when the cache answers";
    }
}
