package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.model.FisException;
import dev.crossfire.lab.fis.model.TargetTemplate;

/** Checks one target of a template. */
record TargetRules(ActionCatalogue catalogue) {
    private static final int MOST_ARNS = 5;

    void check(String name, TargetTemplate target) {
        Constraints.word("targets", name, 1, 64);
        String where = "targets." + name + ".member.";
        ResourceType type = catalogue
                .type(target.resourceType())
                .orElseThrow(() ->
                        FisException.notFound("Target resource type with ID " + target.resourceType() + " not found."));
        checkIdentity(name, target, type, where);
        Constraints.word(where + "selectionMode", target.selectionMode(), 1, 64);
        SelectionMode.parse(name, target.selectionMode());
        target.filters().forEach(f -> checkFilter(where, f));
        checkParameters(name, target, type);
    }

    private static void checkIdentity(String name, TargetTemplate target, ResourceType type, String where) {
        boolean arns = !target.resourceArns().isEmpty();
        boolean tags = !target.resourceTags().isEmpty();
        if (arns && tags) {
            throw FisException.invalid(
                    "You cannot specify both resource ARNs and resource tags for target " + name + ".");
        }
        if (arns && !target.filters().isEmpty()) {
            throw FisException.invalid("You cannot specify both resource ARNs and filters for target " + name + ".");
        }
        // Types such as aws:eks:pod are found by their required parameters alone.
        if (!arns
                && !tags
                && type.parameters().stream()
                        .noneMatch(p -> p.required() && target.parameters().containsKey(p.name()))) {
            throw FisException.invalid("You must specify resource ARNs or resource tags for target " + name + ".");
        }
        Constraints.range(where + "resourceArns", target.resourceArns().size(), 0, MOST_ARNS);
        target.resourceArns().forEach(arn -> Constraints.word(where + "resourceArns.member", arn, 20, 2048));
        Constraints.tags(where + "resourceTags", target.resourceTags());
    }

    private static void checkFilter(String where, TargetTemplate.Filter filter) {
        Constraints.word(where + "filters.path", filter.path(), 1, 256);
        Constraints.range(where + "filters.values", filter.values().size(), 1, Integer.MAX_VALUE);
        filter.values().forEach(v -> Constraints.word(where + "filters.values.member", v, 1, 128));
    }

    private static void checkParameters(String name, TargetTemplate target, ResourceType type) {
        target.parameters().forEach((key, value) -> {
            if (type.parameter(key).isEmpty()) {
                throw FisException.invalid("Unexpected parameter \"" + key + "\" found in target \"" + name + "\".");
            }
            Constraints.length("targets." + name + ".member.parameters." + key, value, 1, 1024);
        });
    }
}
