package dev.crossfire.chaos.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateTargetInputFilter;

/** The parts of a template, in FIS's form. */
final class FisRequests {
    private FisRequests() {}

    static Map<String, CreateExperimentTemplateTargetInput> targets(List<ExperimentStep> steps) {
        Map<String, CreateExperimentTemplateTargetInput> targets = new LinkedHashMap<>();
        for (ExperimentStep step : steps) {
            @Nullable ExperimentTarget aim = step.aim();
            if (aim != null) {
                targets.put(aim.name(), target(aim));
            }
        }
        return targets;
    }

    static Map<String, CreateExperimentTemplateActionInput> actions(List<ExperimentStep> steps) {
        Map<String, CreateExperimentTemplateActionInput> actions = new LinkedHashMap<>();
        steps.forEach(step -> actions.put(step.name(), action(step)));
        return actions;
    }

    /** What FIS is to do when a target turns out to be nothing. */
    static String whenEmpty(List<ExperimentStep> steps) {
        return steps.stream().anyMatch(FisRequests::mayBeEmpty) ? "skip" : "fail";
    }

    private static boolean mayBeEmpty(ExperimentStep step) {
        @Nullable ExperimentTarget aim = step.aim();
        return aim != null && aim.mayBeEmpty();
    }

    private static CreateExperimentTemplateTargetInput target(ExperimentTarget aim) {
        CreateExperimentTemplateTargetInput.Builder target = CreateExperimentTemplateTargetInput.builder()
                .resourceType(aim.type())
                .selectionMode("ALL");
        // FIS refuses a target that gives both, even if one of them is empty.
        if (!aim.arns().isEmpty()) {
            target.resourceArns(aim.arns());
        } else if (!aim.tags().isEmpty()) {
            target.resourceTags(aim.tags());
        }
        if (!aim.filters().isEmpty()) {
            target.filters(aim.filters().entrySet().stream()
                    .map(filter -> ExperimentTemplateTargetInputFilter.builder()
                            .path(filter.getKey())
                            .values(filter.getValue())
                            .build())
                    .toList());
        }
        if (!aim.parameters().isEmpty()) {
            target.parameters(aim.parameters());
        }
        return target.build();
    }

    private static CreateExperimentTemplateActionInput action(ExperimentStep step) {
        CreateExperimentTemplateActionInput.Builder action = CreateExperimentTemplateActionInput.builder()
                .actionId(step.action())
                .parameters(step.parameters());
        @Nullable ExperimentTarget aim = step.aim();
        if (aim != null) {
            action.targets(Map.of(String.valueOf(step.targetKey()), aim.name()));
        }
        if (!step.after().isEmpty()) {
            action.startAfter(step.after());
        }
        return action.build();
    }
}
