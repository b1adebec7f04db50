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
        State state,
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
    public Summary summary() {
        return new Summary(id, arn, experimentTemplateId, state, creationTime, tags, experimentOptions);
    }

    /** An action of an experiment. */
    public record Action(
            String actionId,
            @Nullable String description,
            Map<String, String> parameters,
            Map<String, String> targets,
            List<String> startAfter,
            State state,
            @Nullable Instant startTime,
            @Nullable Instant endTime) {}

    /** An experiment in a listing. */
    public record Summary(
            String id,
            String arn,
            String experimentTemplateId,
            State state,
            Instant creationTime,
            Map<String, String> tags,
            Options experimentOptions) {}

    /** A resource that a target was resolved to. */
    public record ResolvedTarget(String resourceType, String targetName, Map<String, String> targetInformation) {}
}
