package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.ActionDurations;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.InjectionStep;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.chaos.faults.Workflow;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be done to targets of any type: an action of FIS, or a workflow, that Crossfire does not know. */
final class PassThroughActions {
    static final Set<Capability> CAPABILITIES = Set.of(Capability.ACTION, Capability.WORKFLOW);
    private static final String AUTOMATION = "aws:ssm:start-automation-execution";
    private static final List<String> AUTOMATION_PERMISSIONS = List.of(
            "ssm:StartAutomationExecution",
            "ssm:GetAutomationExecution",
            "ssm:StopAutomationExecution",
            "iam:PassRole");

    private static final String DURATION = "duration";

    private PassThroughActions() {}

    /** The row for targets of a type; {@code *} for documentation. */
    static ActionMapping row(String type, Capability capability) {
        return capability.equals(Capability.ACTION)
                ? new ActionMapping(type, capability, List.of(), List.of(), PassThroughActions::action)
                : new ActionMapping(
                        type, capability, List.of(AUTOMATION), AUTOMATION_PERMISSIONS, PassThroughActions::workflow);
    }

    private static List<ExperimentStep> workflow(InjectionStep step, Inventory inventory) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("documentArn", step.spec().parameter(Workflow.DOCUMENT));
        String given = step.spec().parameters().get(Workflow.PARAMETERS);
        if (given != null) {
            parameters.put("documentParameters", given);
        }
        if (step.duration() != null) {
            parameters.put("maxDuration", step.duration().toString());
        }
        return List.of(new ExperimentStep("workflow", AUTOMATION, null, null, parameters, List.of()));
    }

    private static List<ExperimentStep> action(InjectionStep step, Inventory inventory) {
        DisruptionSpec spec = step.spec();
        Map<String, String> parameters = new LinkedHashMap<>();
        spec.parameters().forEach((name, value) -> {
            if (name.startsWith(FisFault.PARAMETER)) {
                parameters.put(name.substring(FisFault.PARAMETER.length()), value);
            }
        });
        // An action whose own parameter sets how long it lasts, as aws:ec2:stop-instances, takes no other.
        if (step.duration() != null && ActionDurations.longest(parameters).isZero()) {
            parameters.put(DURATION, step.duration().toString());
        }
        List<String> arns = step.targets().stream().map(Target::id).toList();
        ExperimentTarget aim =
                ExperimentTarget.at("action-targets", step.targets().get(0).type(), arns);
        return List.of(new ExperimentStep(
                "action", spec.parameter(FisFault.ACTION), spec.parameter(FisFault.TARGET_KEY), aim, parameters));
    }
}
