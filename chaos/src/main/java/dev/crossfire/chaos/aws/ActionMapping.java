package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.ActionValues;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How one kind of disruption is made on one type of resource through FIS.
 *
 * @param type of the resource, as {@code aws:ecs:task}
 * @param capability that the disruption needs
 * @param actions the actions that it may use
 * @param experimentEach whether each target gets an experiment of its own
 * @param translation makes the steps
 */
public record ActionMapping(
        String type, Capability capability, List<String> actions, boolean experimentEach, Translation translation) {
    /** Makes an experiment's steps from an injection step. */
    @FunctionalInterface
    interface Translation {
        /**
         * Translates an injection step on targets of the mapping's type.
         *
         * @param inventory what else exists, for a disruption that takes several resources
         * @throws FaultException when the inventory lacks what it takes
         */
        List<ExperimentStep> steps(InjectionStep step, Inventory inventory) throws FaultException;
    }

    public ActionMapping {
        actions = List.copyOf(actions);
    }

    /**
     * A mapping to one action, which gets exactly the injection step's targets and its duration if it has one.
     *
     * @param step what the template calls the action
     * @param targetKey what the action calls its target
     * @param parameters the disruption's parameters in the action's form, the duration aside
     */
    public static ActionMapping of(
            String type,
            Capability capability,
            String step,
            String action,
            String targetKey,
            Function<DisruptionSpec, Map<String, String>> parameters) {
        return new ActionMapping(type, capability, List.of(action), false, (injection, inventory) -> {
            Map<String, String> all = new LinkedHashMap<>(parameters.apply(injection.spec()));
            Duration duration = injection.duration();
            if (duration != null) {
                all.put("duration", ActionValues.duration(duration));
            }
            List<String> arns = injection.targets().stream().map(Target::id).toList();
            return ExperimentStep.on(arns, type, step, action, targetKey, all);
        });
    }

    /** The same, with an experiment of its own for each target. */
    ActionMapping each() {
        return new ActionMapping(type, capability, actions, true, translation);
    }

    /** What the experiment role must be allowed on AWS; nothing for actions that AWS does not have. */
    List<String> permissions() {
        return ActionPermissions.of(actions);
    }
}
