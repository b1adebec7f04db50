package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.InventoryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An effect that several targets have at the same time and for the same while. */
final class GroupEffect {
    static final ActionSpec.ActionParameter DURATION = ActionSpec.ActionParameter.required(
            "duration",
            ActionSpec.ValueType.DURATION,
            "How long the effect lasts, in ISO 8601 format, for example PT1M.");

    /** Begins the effect on one target. */
    @FunctionalInterface
    interface Effect {
        ActiveEffect.Undo on(AwsResource target) throws InventoryException;
    }

    private GroupEffect() {}

    /**
     * Begins the effect on all targets; it lasts for the parameter {@link #DURATION}.
     *
     * @throws InventoryException if a target refuses; the effect on the others has ended then
     */
    static ActiveEffect on(ActionCall call, Effect effect) throws InventoryException {
        return on(call, call.duration(DURATION.name()), effect);
    }

    /**
     * Begins the effect on all targets.
     *
     * @throws InventoryException if a target refuses; the effect on the others has ended then
     */
    static ActiveEffect on(ActionCall call, Duration hold, Effect effect) throws InventoryException {
        List<ActiveEffect.Undo> begun = new ArrayList<>();
        try {
            for (AwsResource target : call.targets()) {
                begun.add(effect.on(target));
            }
        } catch (InventoryException | RuntimeException e) {
            release(begun, e);
        }
        return new ActiveEffect(hold, () -> release(begun, null));
    }

    /** A target whose effect cannot be ended does not keep the others'. */
    private static void release(List<ActiveEffect.Undo> begun, @Nullable Exception first) throws InventoryException {
        Exception trouble = first;
        for (ActiveEffect.Undo undo : begun) {
            try {
                undo.run();
            } catch (InventoryException | RuntimeException e) {
                if (trouble == null) {
                    trouble = e;
                } else {
                    trouble.addSuppressed(e);
                }
            }
        }
        if (trouble instanceof InventoryException refused) {
            throw refused;
        }
        if (trouble instanceof RuntimeException broken) {
            throw broken;
        }
    }
}
