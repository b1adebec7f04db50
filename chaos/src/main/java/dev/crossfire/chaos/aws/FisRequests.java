package dev.crossfire.chaos.aws;

import java.util.Map;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;

/** The parts of a template, as FIS wants them. */
final class FisRequests {
    private FisRequests() {}

    static CreateExperimentTemplateTargetInput target(Aim aim) {
        CreateExperimentTemplateTargetInput.Builder target = CreateExperimentTemplateTargetInput.builder()
                .resourceType(aim.action().resourceType())
                .selectionMode("ALL");
        // FIS refuses a target that gives both, even if one of them is empty.
        return aim.arns().isEmpty()
                ? target.resourceTags(aim.tags()).build()
                : target.resourceArns(aim.arns()).build();
    }

    static CreateExperimentTemplateActionInput action(Action action, String target) {
        return CreateExperimentTemplateActionInput.builder()
                .actionId(action.id())
                .parameters(action.parameters())
                .targets(Map.of(action.targetKey(), target))
                .build();
    }
}
