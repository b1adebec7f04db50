package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisQuotas;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.model.ActionTemplate;
import dev.crossfire.lab.fis.model.FisException;
import dev.crossfire.lab.fis.model.TargetTemplate;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks one action of a template against what the action declares. */
record ActionRules(ActionCatalogue catalogue, FisQuotas limits) {
    void check(String name, ActionTemplate action, Map<String, TargetTemplate> targets) {
        String where = "actions." + name + ".member.";
        Constraints.word("actions", name, 1, 64);
        Constraints.word(where + "actionId", action.actionId(), 1, 128);
        if (action.description() != null) {
            Constraints.length(where + "description", action.description(), 1, 512);
        }
        ActionSpec spec = catalogue
                .action(action.actionId())
                .orElseThrow(() -> FisException.notFound("Action with ID " + action.actionId() + " not found."))
                .spec();
        checkParameters(name, action, spec);
        checkTargets(name, action, spec.target(), targets);
    }

    private void checkParameters(String name, ActionTemplate action, ActionSpec spec) {
        action.parameters().forEach((key, value) -> {
            ActionSpec.ActionParameter parameter = spec.parameter(key)
                    .orElseThrow(() -> FisException.invalid(
                            "Unexpected parameter \"" + key + "\" found in action \"" + name + "\"."));
            Constraints.word("actions." + name + ".member.parameters." + key, value, 1, 1024);
            checkValue(name, parameter, value);
        });
        for (ActionSpec.ActionParameter parameter : spec.parameters()) {
            if (parameter.required() && !action.parameters().containsKey(parameter.name())) {
                throw FisException.invalid(
                        "Missing required parameter \"" + parameter.name() + "\" in action \"" + name + "\".");
            }
        }
    }

    private void checkValue(String name, ActionSpec.ActionParameter parameter, String value) {
        @Nullable
        String wanted =
                switch (parameter.kind()) {
                    case TEXT -> null;
                    case FLAG -> value.equals("true") || value.equals("false") ? null : "true or false";
                    case NUMBER -> number(value) ? null : "a whole number from 0 to " + Integer.MAX_VALUE;
                    case DURATION ->
                        allowed(value)
                                ? null
                                : "an ISO 8601 duration from " + limits.shortestAction() + " to "
                                        + limits.longestAction();
                };
        if (wanted != null) {
            throw FisException.invalid("Invalid value \"" + value + "\" of parameter \"" + parameter.name()
                    + "\" in action \"" + name + "\"; it must be " + wanted + ".");
        }
    }

    private static boolean number(String text) {
        return text.matches("\\d{1,10}") && Long.parseLong(text) <= Integer.MAX_VALUE;
    }

    private boolean allowed(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.compareTo(limits.shortestAction()) >= 0 && duration.compareTo(limits.longestAction()) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static void checkTargets(
            String name,
            ActionTemplate action,
            Optional<ActionSpec.ActionTarget> wanted,
            Map<String, TargetTemplate> targets) {
        for (String key : action.targets().keySet()) {
            if (wanted.filter(t -> t.key().equals(key)).isEmpty()) {
                throw FisException.invalid("Unexpected target \"" + key + "\" found in action \"" + name + "\".");
            }
        }
        wanted.ifPresent(target -> checkTarget(name, action.targets().get(target.key()), target, targets));
    }

    private static void checkTarget(
            String name, @Nullable String given, ActionSpec.ActionTarget wanted, Map<String, TargetTemplate> targets) {
        if (given == null) {
            throw FisException.invalid("Missing target \"" + wanted.key() + "\" in action \"" + name + "\".");
        }
        TargetTemplate target = targets.get(given);
        if (target == null) {
            throw FisException.invalid("Target \"" + given + "\" of action \"" + name + "\" not found in targets.");
        }
        if (!target.resourceType().equals(wanted.type().id())) {
            throw FisException.invalid(
                    "Target \"" + given + "\" of action \"" + name + "\" has resource type " + target.resourceType()
                            + "; the action needs " + wanted.type().id() + ".");
        }
        checkSelectors(given, target, wanted);
    }

    private static void checkSelectors(String name, TargetTemplate target, ActionSpec.ActionTarget wanted) {
        for (ResourceType.TargetParameter parameter : wanted.type().parameters()) {
            if (parameter.required()
                    && wanted.selective()
                    && !target.parameters().containsKey(parameter.name())) {
                throw FisException.invalid(
                        "Missing required parameter \"" + parameter.name() + "\" in target \"" + name + "\".");
            }
        }
    }
}
