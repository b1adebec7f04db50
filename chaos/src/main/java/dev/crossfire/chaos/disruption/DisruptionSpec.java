package dev.crossfire.chaos.disruption;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;

/**
 * What is done to a target, in Crossfire's terms; an environment translates it.
 *
 * @param capability what may be done to the target
 * @param settings how much of it, as the scenario gives it
 */
public record DisruptionSpec(Capability capability, FaultSettings settings) {
    /**
     * The settings as those of one kind.
     *
     * @throws ClassCastException when they are another kind's
     */
    public <S extends FaultSettings> S settings(Class<S> type) {
        return type.cast(settings);
    }
}
