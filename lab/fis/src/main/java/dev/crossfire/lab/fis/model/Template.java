package dev.crossfire.lab.fis.model;

import dev.crossfire.lab.fis.model.Template.TemplateDraft;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An experiment template. */
public record Template(
        String id,
        String arn,
        String description,
        Map<String, TargetTemplate> targets,
        Map<String, ActionTemplate> actions,
        List<StopCondition> stopConditions,
        Instant creationTime,
        Instant lastUpdateTime,
        String roleArn,
        Map<String, String> tags,
        Options experimentOptions,
        long targetAccountConfigurationsCount) {
    /** Makes a template of a draft that was found valid. */
    public static Template of(String id, String arn, TemplateDraft draft, Instant created, Instant updated) {
        Options given = draft.experimentOptions() == null ? Options.DEFAULT : draft.experimentOptions();
        Options options = given.or(Options.DEFAULT).ofTemplate();
        return new Template(
                id,
                arn,
                draft.description(),
                draft.targets(),
                draft.actions(),
                draft.stopConditions(),
                created,
                updated,
                draft.roleArn(),
                draft.tags(),
                options,
                0);
    }

    /** Returns the template with other tags. */
    public Template tagged(Map<String, String> others) {
        return new Template(
                id,
                arn,
                description,
                targets,
                actions,
                stopConditions,
                creationTime,
                lastUpdateTime,
                roleArn,
                Absent.toEmpty(others),
                experimentOptions,
                targetAccountConfigurationsCount);
    }

    /** Returns what a listing shows. */
    public TemplateSummary summary() {
        return new TemplateSummary(id, arn, description, creationTime, lastUpdateTime, tags);
    }

    /** A template in a listing. */
    public record TemplateSummary(
            String id,
            String arn,
            String description,
            Instant creationTime,
            Instant lastUpdateTime,
            Map<String, String> tags) {}

    /**
     * A client's request for a new template.
     *
     * @param logConfiguration refused: the lab writes no experiment logs
     * @param experimentReportConfiguration refused: the lab writes no experiment reports
     */
    public record TemplateDraft(
            @RequiredMember String clientToken,
            @RequiredMember String description,
            @RequiredMember List<StopCondition> stopConditions,
            Map<String, TargetTemplate> targets,
            @RequiredMember Map<String, ActionTemplate> actions,
            @RequiredMember String roleArn,
            Map<String, String> tags,
            @Nullable Options experimentOptions,
            @Nullable Object logConfiguration,
            @Nullable Object experimentReportConfiguration) {
        public TemplateDraft {
            stopConditions = Absent.toEmpty(stopConditions);
            targets = Absent.toEmpty(targets);
            actions = Absent.toEmpty(actions);
            tags = Absent.toEmpty(tags);
        }
    }

    /**
     * A client's change of a template; null fields stay as they are.
     *
     * @param logConfiguration refused: the lab writes no experiment logs
     * @param experimentReportConfiguration refused: the lab writes no experiment reports
     */
    public record TemplateChange(
            @Nullable String description,
            @Nullable List<StopCondition> stopConditions,
            @Nullable Map<String, TargetTemplate> targets,
            @Nullable Map<String, ActionTemplate> actions,
            @Nullable String roleArn,
            @Nullable Options experimentOptions,
            @Nullable Object logConfiguration,
            @Nullable Object experimentReportConfiguration) {
        /** Returns the template's content with the changes. */
        public TemplateDraft applyTo(Template old) {
            return new TemplateDraft(
                    "update",
                    description == null ? old.description() : description,
                    stopConditions == null ? old.stopConditions() : stopConditions,
                    targets == null ? old.targets() : targets,
                    actions == null ? old.actions() : actions,
                    roleArn == null ? old.roleArn() : roleArn,
                    old.tags(),
                    experimentOptions == null ? old.experimentOptions() : experimentOptions.or(old.experimentOptions()),
                    logConfiguration,
                    experimentReportConfiguration);
        }
    }

    /**
     * What stops an experiment before its end.
     *
     * @param source {@code none} or {@code aws:cloudwatch:alarm}
     * @param value the alarm's ARN
     */
    public record StopCondition(
            @RequiredMember String source, @Nullable String value) {
        /** The source that never stops anything. */
        public static final String NONE = "none";

        /** The source that is a CloudWatch alarm. */
        public static final String ALARM = "aws:cloudwatch:alarm";
    }
}
