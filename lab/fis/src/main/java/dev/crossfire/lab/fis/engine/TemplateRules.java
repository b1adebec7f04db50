package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.FisQuotas;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.engine.TargetResolver.SelectionMode;
import dev.crossfire.lab.fis.model.ActionTemplate;
import dev.crossfire.lab.fis.model.FisException;
import dev.crossfire.lab.fis.model.Options;
import dev.crossfire.lab.fis.model.TargetTemplate;
import dev.crossfire.lab.fis.model.Template.StopCondition;
import dev.crossfire.lab.fis.model.Template.TemplateDraft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a client's template; refuses with the first rule that it breaks, as AWS does. */
final class TemplateRules {
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/\\S+");
    private static final Pattern ALARM =
            Pattern.compile("arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:\\d{12}:alarm:[\\s\\S]+");

    private final FisQuotas limits;
    private final ActionRules actionRules;
    private final TargetRules targetRules;

    TemplateRules(ActionCatalogue catalogue, FisQuotas limits) {
        this.limits = limits;
        this.actionRules = new ActionRules(catalogue, limits);
        this.targetRules = new TargetRules(catalogue);
    }

    void check(TemplateDraft draft) {
        Constraints.word("clientToken", draft.clientToken(), 1, 1024);
        Constraints.length("description", draft.description(), 1, 512);
        checkRole(draft.roleArn());
        Constraints.tags("tags", draft.tags());
        checkOptions(draft.experimentOptions());
        refuse("logConfiguration", draft.logConfiguration());
        refuse("experimentReportConfiguration", draft.experimentReportConfiguration());
        checkStopConditions(draft.stopConditions());
        draft.targets().forEach(targetRules::check);
        checkActions(draft);
    }

    private void checkActions(TemplateDraft draft) {
        if (draft.actions().isEmpty()) {
            throw FisException.invalid("An experiment template needs at least one action.");
        }
        if (draft.actions().size() > limits.actionsPerTemplate()) {
            throw FisException.quota("The template has " + draft.actions().size() + " actions; the quota is "
                    + limits.actionsPerTemplate() + ".");
        }
        draft.actions().forEach((name, action) -> actionRules.check(name, action, draft.targets()));
        StartOrder.check(draft.actions(), limits);
    }

    private static void checkRole(String role) {
        Constraints.word("roleArn", role, 20, 2048);
        if (!ROLE.matcher(role).matches()) {
            throw FisException.invalid("Invalid roleArn \"" + role
                    + "\"; it must be the ARN of an IAM role, arn:aws:iam::account:role/name.");
        }
    }

    private static void checkOptions(@Nullable Options options) {
        if (options == null) {
            return;
        }
        if (options.accountTargeting() != null) {
            Constraints.oneOf(
                    "experimentOptions.accountTargeting",
                    options.accountTargeting(),
                    Set.of(Options.SINGLE_ACCOUNT, "multi-account"));
        }
        if ("multi-account".equals(options.accountTargeting())) {
            throw FisException.invalid("The lab is one account; accountTargeting must be single-account.");
        }
        if (options.emptyTargetResolutionMode() != null) {
            Constraints.oneOf(
                    "experimentOptions.emptyTargetResolutionMode",
                    options.emptyTargetResolutionMode(),
                    Set.of(Options.FAIL, Options.SKIP));
        }
    }

    private static void refuse(String member, @Nullable Object value) {
        // Accepting it would promise a log or a report that is never written.
        if (value != null) {
            throw FisException.invalid("The lab does not support " + member + "; leave it out.");
        }
    }

    private void checkStopConditions(List<StopCondition> conditions) {
        if (conditions.isEmpty()) {
            throw FisException.invalid("An experiment template needs a stop condition; its source may be none.");
        }
        if (conditions.size() > limits.stopConditions()) {
            throw FisException.quota("The template has " + conditions.size() + " stop conditions; the quota is "
                    + limits.stopConditions() + ".");
        }
        conditions.forEach(TemplateRules::checkStopCondition);
    }

    private static void checkStopCondition(StopCondition condition) {
        Constraints.oneOf("stopConditions.source", condition.source(), Set.of(StopCondition.NONE, StopCondition.ALARM));
        @Nullable String arn = condition.value();
        if (condition.source().equals(StopCondition.NONE)) {
            if (arn != null) {
                throw FisException.invalid("A stop condition with source none must not have a value.");
            }
        } else if (arn == null || !ALARM.matcher(arn).matches()) {
            throw FisException.invalid("Invalid stop condition value \"" + arn
                    + "\"; it must be the ARN of a CloudWatch alarm, arn:aws:cloudwatch:region:account:alarm:name.");
        }
    }

    /** Checks one target of a template. */
    record TargetRules(ActionCatalogue catalogue) {
        private static final int MOST_ARNS = 5;

        void check(String name, TargetTemplate target) {
            Constraints.word("targets", name, 1, 64);
            String where = "targets." + name + ".member.";
            ResourceType type = catalogue
                    .type(target.resourceType())
                    .orElseThrow(() -> FisException.notFound(
                            "Target resource type with ID " + target.resourceType() + " not found."));
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
                throw FisException.invalid(
                        "You cannot specify both resource ARNs and filters for target " + name + ".");
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
                    throw FisException.invalid(
                            "Unexpected parameter \"" + key + "\" found in target \"" + name + "\".");
                }
                Constraints.length("targets." + name + ".member.parameters." + key, value, 1, 1024);
            });
        }
    }

    /** Checks that the actions' dependencies exist, have no cycle, and do not run too much at once. */
    static final class StartOrder {
        private static final int IN_PROGRESS = -1;

        private final Map<String, ActionTemplate> actions;
        private final Map<String, Integer> depths = new HashMap<>();

        private StartOrder(Map<String, ActionTemplate> actions) {
            this.actions = actions;
        }

        static void check(Map<String, ActionTemplate> actions, FisQuotas limits) {
            StartOrder order = new StartOrder(actions);
            Map<Integer, Integer> together = new HashMap<>();
            for (String name : actions.keySet()) {
                // Actions of one depth may overlap; whether some of different depths may too depends on their
                // durations.
                if (together.merge(order.depth(name), 1, Integer::sum) > limits.parallelActions()) {
                    throw FisException.quota("More than " + limits.parallelActions()
                            + " actions would run in parallel; let some start after others.");
                }
            }
        }

        private int depth(String name) {
            Integer known = depths.get(name);
            if (known != null && known == IN_PROGRESS) {
                throw FisException.invalid(
                        "Action \"" + name + "\" starts after itself; startAfter must not form a cycle.");
            }
            if (known != null) {
                return known;
            }
            depths.put(name, IN_PROGRESS);
            int depth = 0;
            for (String before : template(name).startAfter()) {
                if (!actions.containsKey(before)) {
                    throw FisException.invalid("Action \"" + name + "\" starts after \"" + before
                            + "\", which is not an action of the template.");
                }
                depth = Math.max(depth, depth(before) + 1);
            }
            depths.put(name, depth);
            return depth;
        }

        private ActionTemplate template(String name) {
            ActionTemplate template = actions.get(name);
            if (template == null) {
                throw new IllegalStateException("no action '" + name + "'");
            }
            return template;
        }
    }
}
