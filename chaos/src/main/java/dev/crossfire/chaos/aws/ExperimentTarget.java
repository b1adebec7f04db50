package dev.crossfire.chaos.aws;

import java.util.List;
import java.util.Map;

/**
 * Which resources a step of an experiment hits, in FIS's form: by exactly one of ARNs and tags, or by neither and by
 * parameters or filters.
 *
 * @param name what the template calls it
 * @param type what it resolves to, as {@code aws:rds:cluster}
 * @param arns exactly these
 * @param tags all that carry all of these
 * @param filters all that have one of the values at each of the paths
 * @param parameters what else narrows it, for types that have such
 * @param mayBeEmpty whether the experiment goes on without this step when nothing is found
 */
record ExperimentTarget(
        String name,
        String type,
        List<String> arns,
        Map<String, String> tags,
        Map<String, List<String>> filters,
        Map<String, String> parameters,
        boolean mayBeEmpty) {
    ExperimentTarget {
        arns = List.copyOf(arns);
        tags = Map.copyOf(tags);
        filters = Map.copyOf(filters);
        parameters = Map.copyOf(parameters);
    }

    static ExperimentTarget at(String name, String type, List<String> arns) {
        return new ExperimentTarget(name, type, arns, Map.of(), Map.of(), Map.of(), false);
    }

    static ExperimentTarget tagged(String name, String type, Map<String, String> tags) {
        return new ExperimentTarget(name, type, List.of(), tags, Map.of(), Map.of(), false);
    }

    /** The same, narrowed by other parameters. */
    ExperimentTarget with(Map<String, String> others) {
        return new ExperimentTarget(name, type, arns, tags, filters, others, mayBeEmpty);
    }

    @Override
    public String toString() {
        return type + (arns.isEmpty() ? " with tags " + tags : " " + String.join(", ", arns));
    }
}
