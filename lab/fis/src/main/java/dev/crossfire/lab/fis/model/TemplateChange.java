package dev.crossfire.lab.fis.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
