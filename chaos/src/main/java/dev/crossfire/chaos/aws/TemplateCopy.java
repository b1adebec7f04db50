package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.faults.ActionValues;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateStopConditionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateAction;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateTarget;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateTargetFilter;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateTargetInputFilter;

/**
 * Copies an operator's template: a copy carries Crossfire's tags, and can be deleted so that it cannot be started late.
 *
 * <p>Logging and reports are the original's own and are left out.
 */
final class TemplateCopy {
    private static final String ALL = "ALL";

    private TemplateCopy() {}

    /**
     * The request that makes the copy.
     *
     * @throws FaultException when the template acts in other accounts, which a copy would not, or picks its targets at
     *     random, which could not be checked before it hits them
     */
    static CreateExperimentTemplateRequest of(ExperimentTemplate original, String token, Map<String, String> tags)
            throws FaultException {
        Long others = original.targetAccountConfigurationsCount();
        if (others != null && others > 0) {
            throw new FaultException("the template " + original.id() + " with " + others
                    + " target accounts is invalid; expected one of a single account; make one for this account");
        }
        for (ExperimentTemplateTarget target : original.targets().values()) {
            if (!ALL.equals(target.selectionMode())) {
                throw new FaultException("the template " + original.id() + " selects " + target.selectionMode()
                        + " of its targets when it starts; expected one that hits " + ALL
                        + " of them; select them with the scenario's 'select'");
            }
        }
        Map<String, CreateExperimentTemplateTargetInput> targets = new LinkedHashMap<>();
        original.targets().forEach((name, target) -> targets.put(name, target(target)));
        Map<String, CreateExperimentTemplateActionInput> actions = new LinkedHashMap<>();
        original.actions().forEach((name, action) -> actions.put(name, action(action)));
        return CreateExperimentTemplateRequest.builder()
                .clientToken(token)
                .description("Crossfire " + tags + " as " + original.id())
                .roleArn(original.roleArn())
                .tags(tags)
                .stopConditions(original.stopConditions().stream()
                        .map(condition -> CreateExperimentTemplateStopConditionInput.builder()
                                .source(condition.source())
                                .value(condition.value())
                                .build())
                        .toList())
                .experimentOptions(options -> options.emptyTargetResolutionMode(
                        original.experimentOptions().emptyTargetResolutionModeAsString()))
                .targets(targets)
                .actions(actions)
                .build();
    }

    private static CreateExperimentTemplateTargetInput target(ExperimentTemplateTarget target) {
        CreateExperimentTemplateTargetInput.Builder copy = CreateExperimentTemplateTargetInput.builder()
                .resourceType(target.resourceType())
                .selectionMode(target.selectionMode());
        // FIS refuses what is given and empty.
        if (!target.resourceArns().isEmpty()) {
            copy.resourceArns(target.resourceArns());
        }
        if (!target.resourceTags().isEmpty()) {
            copy.resourceTags(target.resourceTags());
        }
        if (!target.filters().isEmpty()) {
            copy.filters(target.filters().stream().map(TemplateCopy::filter).toList());
        }
        if (!target.parameters().isEmpty()) {
            copy.parameters(target.parameters());
        }
        return copy.build();
    }

    private static ExperimentTemplateTargetInputFilter filter(ExperimentTemplateTargetFilter filter) {
        return ExperimentTemplateTargetInputFilter.builder()
                .path(filter.path())
                .values(filter.values())
                .build();
    }

    private static CreateExperimentTemplateActionInput action(ExperimentTemplateAction action) {
        CreateExperimentTemplateActionInput.Builder copy = CreateExperimentTemplateActionInput.builder()
                .actionId(action.actionId())
                .description(action.description())
                .parameters(action.parameters());
        if (!action.targets().isEmpty()) {
            copy.targets(action.targets());
        }
        if (!action.startAfter().isEmpty()) {
            copy.startAfter(action.startAfter());
        }
        return copy.build();
    }

    /** What a template costs, by the minutes of each of its actions, and what keeps a fault of a duration from using it. */
    static FaultEstimate estimate(
            ExperimentTemplate template, @Nullable Duration duration, double dollarsPerActionMinute) {
        long minutes = template.actions().values().stream()
                .mapToLong(action -> ExperimentEstimate.minutes(action.parameters()))
                .sum();
        List<FaultEstimate.Objection> objections =
                tooLong(template.id(), length(template), duration).stream().toList();
        return new FaultEstimate(dollarsPerActionMinute * minutes, objections);
    }

    /** What is wrong with how long a template's experiment goes on; empty when it fits the fault's duration. */
    static Optional<FaultEstimate.Objection> tooLong(String template, Duration length, @Nullable Duration duration) {
        Duration most = duration == null ? Duration.ZERO : duration;
        return length.compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of(new FaultEstimate.Objection(
                        "the template " + template + " with actions of " + DurationText.format(length),
                        duration == null
                                ? "none with a duration, because of 'once'"
                                : "at most the fault's own " + DurationText.format(most),
                        "change the template, or the fault's duration"));
    }

    /** How long a template's experiment goes on; zero for one whose actions have no durations. */
    static Duration length(ExperimentTemplate template) {
        Map<String, ExperimentTemplateAction> actions = template.actions();
        return new TemplateLength(actions).latest(actions.keySet());
    }

    /** How long a template's experiment goes on, by the durations that its actions are given, one after the other. */
    private record TemplateLength(Map<String, ExperimentTemplateAction> actions) {
        private Duration latest(Collection<String> names) {
            return names.stream().map(this::end).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        }

        /** FIS makes no template whose actions wait for each other in a circle. */
        private Duration end(String name) {
            @Nullable ExperimentTemplateAction action = actions.get(name);
            return action == null
                    ? Duration.ZERO
                    : latest(action.startAfter()).plus(ActionValues.longest(action.parameters()));
        }
    }
}
