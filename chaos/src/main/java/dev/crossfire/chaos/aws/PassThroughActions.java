package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.ActionValues;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.chaos.faults.Workflow;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What can be done to targets of any type: an action of FIS, or a workflow, that Crossfire does not know. */
final class PassThroughActions {
    static final Set<Capability> CAPABILITIES = Set.of(Capability.ACTION, Capability.WORKFLOW);
    private static final String AUTOMATION = "aws:ssm:start-automation-execution";
    private static final String DURATION = "duration";

    private PassThroughActions() {}

    /** The mapping for targets of a type; {@code *} for documentation. */
    static ActionMapping mapping(String type, Capability capability) {
        return capability.equals(Capability.ACTION)
                ? new ActionMapping(type, capability, List.of(), false, PassThroughActions::action)
                : new ActionMapping(type, capability, List.of(AUTOMATION), false, PassThroughActions::workflow);
    }

    private static List<ExperimentStep> workflow(InjectionStep step, Inventory inventory) {
        Workflow.Settings settings = step.spec().settings(Workflow.Settings.class);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("documentArn", settings.document());
        Map<String, String> given = settings.parameters();
        if (given != null) {
            parameters.put("documentParameters", Json.line(given));
        }
        if (step.duration() != null) {
            parameters.put("maxDuration", ActionValues.duration(step.duration()));
        }
        return List.of(new ExperimentStep("workflow", AUTOMATION, null, null, parameters, List.of()));
    }

    private static List<ExperimentStep> action(InjectionStep step, Inventory inventory) {
        FisFault.Settings settings = step.spec().settings(FisFault.Settings.class);
        Map<String, String> given = settings.parameters();
        Map<String, String> parameters = new LinkedHashMap<>(given == null ? Map.of() : given);
        // An action whose own parameter sets how long it lasts, such as aws:ec2:stop-instances, takes no other.
        if (step.duration() != null && ActionValues.longest(parameters).isZero()) {
            parameters.put(DURATION, ActionValues.duration(step.duration()));
        }
        List<String> arns = step.targets().stream().map(Target::id).toList();
        Target first = step.targets().get(0);
        return ExperimentStep.on(
                        arns,
                        first.type(),
                        "action",
                        Objects.requireNonNull(settings.action(), "action"),
                        Objects.requireNonNull(settings.targetKey(), "target-key"),
                        parameters)
                .stream()
                .map(part -> part.narrowed(PreviewAction.targetParameters(first.type(), first.zone())))
                .toList();
    }
}
