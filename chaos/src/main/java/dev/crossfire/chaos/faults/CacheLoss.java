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

/** Makes a cache unavailable for a while, or only empties it. */
public final class CacheLoss extends DisruptionKind<CacheLoss.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "cache-loss",
            "makes a cache unavailable for a while, or empties it at once",
            Settings.class,
            Set.of(Capability.KILL, Capability.FLUSH),
            DurationRule.DEPENDS_ON_SETTINGS,
            "the content of the cache is lost; it fills again as it is used",
            "the cache refuses or does not answer a ping; after a flush it has the run id of another" + " process",
            "after an outage it is started by the service after the duration, also without Crossfire, or when healing"
                    + " stops its experiment and deletes the template, from any process; a flush has nothing"
                    + " to undo, and is cleared when the cache answers");

    /** How a cache is lost. */
    public enum CacheLossMode {
        /** It is down for the duration, and comes back empty. */
        OUTAGE,
        /** It restarts at once, empty. */
        FLUSH
    }

    /**
     * How the cache is lost.
     *
     * @param mode null means an outage
     */
    public record Settings(
            @Describe("outage: the cache is down for the duration; flush: it restarts empty at once; outage by default")
            @Nullable
            CacheLossMode mode)
            implements FaultSettings {
        boolean isFlush() {
            return mode == CacheLossMode.FLUSH;
        }
    }

    public CacheLoss() {
        super(DESCRIPTION);
    }

    @Override
    public boolean requiresDuration(FaultSettings settings) {
        return !(settings instanceof Settings mine && mine.isFlush());
    }

    @Override
    protected Capability capability(Settings settings) {
        return settings.isFlush() ? Capability.FLUSH : Capability.KILL;
    }

    @Override
    protected Symptom effect(Settings settings) {
        return settings.isFlush() ? SymptomKind.REPLACED : SymptomKind.UNREACHABLE;
    }
}
