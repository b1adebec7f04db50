package dev.crossfire.lab.fis.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
