package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.ResourceShortageSymptom;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FaultDescription;

/** A fault that uses up a resource of its targets. */
abstract class ResourceStress<S extends ResourceStress.StressSettings> extends DisruptionKind<S> {
    /** Others use the resource too: at least so much of the share shows. */
    private static final double EXPECTED = 0.25;

    /** How much of the resource is used up. */
    interface StressSettings extends FaultSettings {
        /** The share, in whole percent, of which the rest is left. */
        Ratio load();
    }

    private final String gauge;

    /**
     * A kind that is described so.
     *
     * @param gauge the resource, as targets report its use
     */
    ResourceStress(FaultDescription<S> description, String gauge) {
        super(description);
        this.gauge = gauge;
    }

    @Override
    protected final Symptom effect(S settings) {
        return new ResourceShortageSymptom(gauge, ActionValues.wholePercent(settings.load()) / 100.0 * EXPECTED);
    }
}
