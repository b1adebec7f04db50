package dev.crossfire.lab.fis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The call of one action of an experiment.
 *
 * @param inventory where the effects are
 * @param alarms what can be asserted
 * @param targets the resources that were resolved for the action's target
 * @param selectors the parameters of the action's target, validated against its {@link ResourceType}
 * @param wanted whether the experiment still wants it; called by actions that wait before they do something
 * @param parameters the action's parameters, defaults filled in, validated against its {@link ActionSpec}
 */
public record ActionCall(
        ResourceInventory inventory,
        AlarmStates alarms,
        List<AwsResource> targets,
        Map<String, String> selectors,
        BooleanSupplier wanted,
        Map<String, String> parameters) {
    public ActionCall {
        targets = List.copyOf(targets);
        selectors = Map.copyOf(selectors);
        parameters = Map.copyOf(parameters);
    }

    /** Returns a parameter that the action's spec declares and that is required or has a default. */
    public String text(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "parameter '" + name + "' was not validated: declare it in the action's spec");
        }
        return value;
    }

    /** Returns a parameter of the target that its type declares as required. */
    public String selector(String name) {
        String value = selectors.get(name);
        if (value == null) {
            throw new IllegalStateException("parameter '" + name + "' of the target was not validated");
        }
        return value;
    }

    /** Returns a duration parameter. */
    public Duration duration(String name) {
        return Duration.parse(text(name));
    }

    /** Returns a number parameter. */
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** Returns a boolean parameter. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }
}
