package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a cache away for a while, or only what it knew. */
public final class CacheLoss extends DisruptionKind<CacheLoss.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "cache-loss",
            "takes a cache away for a while, or makes it come back empty at once",
            Settings.class,
            Set.of(Capability.KILL, Capability.FLUSH),
            DurationRule.DEPENDS_ON_SETTINGS,
            "the content of the cache is lost; it fills again as it is used",
            "the cache refuses or does not answer a ping; one that comes back empty has the run id of"
                    + " another process",
            "one that dies is started by the service after the duration, also without Crossfire, or when healing"
                    + " stops its experiment and deletes the template, from any process; one that comes back empty has nothing"
                    + " to undo, and is cleared when it answers");

    /** The fate of the cache. */
    public enum CacheFate {
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
            CacheFate how) implements FaultSettings {
        boolean forgetsOnly() {
            return how == CacheFate.COMES_BACK_EMPTY;
        }
    }

    public CacheLoss() {
        super(DESCRIPTION);
    }

    @Override
    public boolean lasts(FaultSettings settings) {
        return !(settings instanceof Settings mine && mine.forgetsOnly());
    }

    @Override
    protected Capability capability(Settings settings) {
        return settings.forgetsOnly() ? Capability.FLUSH : Capability.KILL;
    }

    @Override
    protected Symptom effect(Settings settings) {
        return settings.forgetsOnly() ? SymptomKind.REPLACED : SymptomKind.UNREACHABLE;
    }
}
