package dev.crossfire.chaos.aws;

import java.util.ArrayList;
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
 * @param parameters in the action's form
 * @param after the steps that must have ended before it begins, by name
 */
record ExperimentStep(
        String name,
        String action,
        @Nullable String targetKey,
        @Nullable ExperimentTarget aim,
        Map<String, String> parameters,
        List<String> after) {
    /** FIS refuses a target with more. */
    private static final int MOST_ARNS = 5;

    ExperimentStep {
        parameters = Map.copyOf(parameters);
        after = List.copyOf(after);
        if ((targetKey == null) != (aim == null)) {
            throw new IllegalArgumentException("step " + name + " has only one of target key and aim");
        }
    }

    ExperimentStep(String name, String action, String targetKey, ExperimentTarget aim, Map<String, String> parameters) {
        this(name, action, targetKey, aim, parameters, List.of());
    }

    /**
     * One action on some resources, as often as it takes, because FIS lets a target name only so many.
     *
     * @param type of all of the resources
     */
    static List<ExperimentStep> on(
            List<String> arns,
            String type,
            String name,
            String action,
            String targetKey,
            Map<String, String> parameters) {
        List<ExperimentStep> steps = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += MOST_ARNS) {
            String own = from == 0 ? name : name + "-" + (from / MOST_ARNS + 1);
            List<String> some = arns.subList(from, Math.min(arns.size(), from + MOST_ARNS));
            steps.add(new ExperimentStep(
                    own, action, targetKey, ExperimentTarget.at(own + "-targets", type, some), parameters));
        }
        return steps;
    }

    /** The same step on a target that is narrowed by parameters. */
    ExperimentStep narrowed(Map<String, String> targetParameters) {
        return aim == null
                ? this
                : new ExperimentStep(name, action, targetKey, aim.with(targetParameters), parameters, after);
    }

    /** The same step under another name, begun after others. */
    ExperimentStep renamed(String prefix, List<String> others) {
        @Nullable
        ExperimentTarget moved = aim == null
                ? null
                : new ExperimentTarget(
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
        return new ExperimentStep(prefix + name, action, targetKey, moved, parameters, before);
    }
}
