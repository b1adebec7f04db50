package dev.crossfire.testkit;

import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.spi.ObjectiveKind;
import java.time.Duration;
import java.util.function.Supplier;

/** The contract for a shipped kind, on a run that keeps its settings and on one that misses them. */
abstract class ShippedObjectiveContract<S extends ObjectiveSettings> extends ObjectiveContract<S> {
    static final String FAULT = "writer-lost";

    private final ObjectiveKind<S> kind;
    private final S settings;
    private final Supplier<PlantedRun> kept;
    private final Supplier<PlantedRun> missed;

    ShippedObjectiveContract(
            ObjectiveKind<S> kind, S settings, Supplier<PlantedRun> kept, Supplier<PlantedRun> missed) {
        this.kind = kind;
        this.settings = settings;
        this.kept = kept;
        this.missed = missed;
    }

    @Override
    protected ObjectiveKind<S> kind() {
        return kind;
    }

    @Override
    protected S settings() {
        return settings;
    }

    @Override
    protected PlantedRun kept() {
        return kept.get();
    }

    @Override
    protected PlantedRun missed() {
        return missed.get();
    }

    static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** An outage of all buyers, from the fault on. */
    static PlantedRun outage(double seconds) {
        return new PlantedRun().fault(FAULT, 30, 31 + seconds).buyers(100, PlantedRun.outage(30, 30 + seconds));
    }
}
