package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.ActionDurations;
import dev.crossfire.chaos.FisFault;
import dev.crossfire.chaos.Harm;
import dev.crossfire.chaos.Strike;
import dev.crossfire.chaos.Workflow;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be done to targets of any type: an action of FIS, or a workflow, that we know nothing of. */
final class PassedThrough {
    static final Set<Capability> CAPABILITIES = Set.of(Capability.ACTION, Capability.WORKFLOW);
    private static final String AUTOMATION = "aws:ssm:start-automation-execution";
    private static final List<String> AUTOMATION_PERMISSIONS = List.of(
            "ssm:StartAutomationExecution",
            "ssm:GetAutomationExecution",
            "ssm:StopAutomationExecution",
            "iam:PassRole");

    private static final String DURATION = "duration";

    private PassedThrough() {}

    /** The row for targets of a type; {@code *} for documentation. */
    static Row row(String type, Capability capability) {
        return capability.equals(Capability.ACTION)
                ? new Row(type, capability, List.of(), List.of(), PassedThrough::action)
                : new Row(type, capability, List.of(AUTOMATION), AUTOMATION_PERMISSIONS, PassedThrough::workflow);
    }

    private static List<Step> workflow(Strike strike, Inventory inventory) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("documentArn", strike.harm().parameter(Workflow.DOCUMENT));
        String given = strike.harm().parameters().get(Workflow.PARAMETERS);
        if (given != null) {
            parameters.put("documentParameters", given);
        }
        if (strike.duration() != null) {
            parameters.put("maxDuration", strike.duration().toString());
        }
        return List.of(new Step("workflow", AUTOMATION, null, null, parameters, List.of()));
    }

    private static List<Step> action(Strike strike, Inventory inventory) {
        Harm harm = strike.harm();
        Map<String, String> parameters = new LinkedHashMap<>();
        harm.parameters().forEach((name, value) -> {
            if (name.startsWith(FisFault.PARAMETER)) {
                parameters.put(name.substring(FisFault.PARAMETER.length()), value);
            }
        });
        // An action that says by a parameter of its own how long it lasts, as aws:ec2:stop-instances, takes no other.
        if (strike.duration() != null && ActionDurations.longest(parameters).isZero()) {
            parameters.put(DURATION, strike.duration().toString());
        }
        List<String> arns = strike.targets().stream().map(Target::id).toList();
        Aim aim = Aim.at("action-targets", strike.targets().get(0).type(), arns);
        return List.of(new Step(
                "action", harm.parameter(FisFault.ACTION), harm.parameter(FisFault.TARGET_KEY), aim, parameters));
    }
}
