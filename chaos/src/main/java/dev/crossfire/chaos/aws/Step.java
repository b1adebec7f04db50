package dev.crossfire.chaos.aws;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One action of an experiment.
 *
 * @param name what the template calls it, unique there
 * @param action what FIS calls it, as {@code aws:rds:failover-db-cluster}
 * @param targetKey what the action calls its target, as {@code Clusters}; null for an action without one
 * @param aim what it hits; null for an action without a target
 * @param parameters as the action wants them
 * @param after the steps that must have ended before it begins, by name
 */
record Step(
        String name,
        String action,
        @Nullable String targetKey,
        @Nullable Aim aim,
        Map<String, String> parameters,
        List<String> after) {
    Step {
        parameters = Map.copyOf(parameters);
        after = List.copyOf(after);
        if ((targetKey == null) != (aim == null)) {
            throw new IllegalArgumentException("step " + name + " has only one of target key and aim");
        }
    }

    Step(String name, String action, String targetKey, Aim aim, Map<String, String> parameters) {
        this(name, action, targetKey, aim, parameters, List.of());
    }

    /** The same step under another name, begun after others. */
    Step renamed(String prefix, List<String> others) {
        @Nullable
        Aim moved = aim == null
                ? null
                : new Aim(
                        prefix + aim.name(),
                        aim.type(),
                        aim.arns(),
                        aim.tags(),
                        aim.filters(),
                        aim.parameters(),
                        aim.mayBeEmpty());
        List<String> before = after.isEmpty()
                ? others
                : after.stream().map(step -> prefix + step).toList();
        return new Step(prefix + name, action, targetKey, moved, parameters, before);
    }
}
