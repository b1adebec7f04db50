package dev.crossfire.lab.fis.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An experiment as it is at one moment. */
public record Experiment(
        String id,
        String arn,
        String experimentTemplateId,
        String roleArn,
        StatusReason state,
        Map<String, TargetTemplate> targets,
        Map<String, Action> actions,
        List<StopCondition> stopConditions,
        Instant creationTime,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        Map<String, String> tags,
        Options experimentOptions,
        long targetAccountConfigurationsCount) {
    /** Returns what a listing shows. */
    public ExperimentSummary summary() {
        return new ExperimentSummary(id, arn, experimentTemplateId, state, creationTime, tags, experimentOptions);
    }

    /** An action of an experiment. */
    public record Action(
            String actionId,
            @Nullable String description,
            Map<String, String> parameters,
            Map<String, String> targets,
            List<String> startAfter,
            StatusReason state,
            @Nullable Instant startTime,
            @Nullable Instant endTime) {}

    /** An experiment in a listing. */
    public record ExperimentSummary(
            String id,
            String arn,
            String experimentTemplateId,
            StatusReason state,
            Instant creationTime,
            Map<String, String> tags,
            Options experimentOptions) {}

    /** A resource that a target was resolved to. */
    public record ResolvedTarget(String resourceType, String targetName, Map<String, String> targetInformation) {}
}
