package dev.crossfire.lab.fis.model;

import dev.crossfire.lab.fis.model.Status.StatusReason;
import dev.crossfire.lab.fis.model.Template.StopCondition;
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
        Map<String, ExperimentAction> actions,
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
    public record ExperimentAction(
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

    /** A client's request to start an experiment. */
    public record StartRequest(
            @RequiredMember String clientToken,
            @RequiredMember String experimentTemplateId,
            @Nullable Options experimentOptions,
            Map<String, String> tags) {
        public StartRequest {
            tags = Absent.toEmpty(tags);
        }

        /** Returns the actions' mode, {@code run-all} if the client set none. */
        public String actionsMode() {
            return experimentOptions == null || experimentOptions.actionsMode() == null
                    ? Options.RUN_ALL
                    : experimentOptions.actionsMode();
        }
    }
}
