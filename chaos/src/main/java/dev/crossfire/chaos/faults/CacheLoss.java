package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a cache away for a while, or only what it knew. */
public final class CacheLoss extends DisruptionKind<CacheLoss.Settings> {
    /** The fate of the cache. */
    public enum How {
        /** It is dead for the duration, and comes back empty. */
        DIES,
        /** It restarts at once, empty. */
        COMES_BACK_EMPTY
    }

    /**
     * How the cache is lost.
     *
     * @param how null means that it dies
     */
    public record Settings(
            @Describe("dies for the duration, or comes back empty at once; dies by default") @Nullable
            How how) implements FaultSettings {
        boolean forgetsOnly() {
            return how == How.COMES_BACK_EMPTY;
        }
    }

    @Override
    public String name() {
        return "cache-loss";
    }

    @Override
    public String summary() {
        return "takes a cache away for a while, or makes it come back empty at once";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    /** Both, because a scenario's overlay may change how the cache is lost. */
    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.KILL, Capability.FLUSH);
    }

    @Override
    protected Capability capability() {
        return Capability.KILL;
    }

    @Override
    public boolean alwaysLasts() {
        return false;
    }

    @Override
    public boolean lasts(FaultSettings settings) {
        return !(settings instanceof Settings mine && mine.forgetsOnly());
    }

    @Override
    protected DisruptionSpec disruption(Settings settings) {
        return new DisruptionSpec(settings.forgetsOnly() ? Capability.FLUSH : Capability.KILL, Map.of());
    }

    @Override
    protected Symptom effect(Settings settings) {
        return settings.forgetsOnly() ? SymptomKind.REPLACED : SymptomKind.UNREACHABLE;
    }

    @Override
    public @Nullable String irreversible(FaultSpec spec) {
        return "the content of the cache is lost; it fills again as it is used";
    }

    @Override
    public String confirmedBy() {
        return "the cache refuses or does not answer a ping; one that comes back empty has the run id of"
                + " another process";
    }

    @Override
    public String healedBy() {
        return "one that dies is started by the service after the duration, also without Crossfire, or when healing"
                + " stops its experiment and deletes the template, from any process; one that comes back empty has nothing"
                + " to undo, and is cleared when it answers";
    }
}
