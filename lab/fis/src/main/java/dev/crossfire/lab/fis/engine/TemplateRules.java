package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.FisQuotas;
import dev.crossfire.lab.fis.model.FisException;
import dev.crossfire.lab.fis.model.Options;
import dev.crossfire.lab.fis.model.StopCondition;
import dev.crossfire.lab.fis.model.TemplateDraft;
import java.util.List;
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
}
