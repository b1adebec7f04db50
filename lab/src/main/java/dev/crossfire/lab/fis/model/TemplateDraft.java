package dev.crossfire.lab.fis.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks a new template to be.
 *
 * @param logConfiguration refused: the lab writes no experiment logs
 * @param experimentReportConfiguration refused: the lab writes no experiment reports
 */
public record TemplateDraft(
        @JsonProperty(required = true) String clientToken,
        @JsonProperty(required = true) String description,
        @JsonProperty(required = true) List<StopCondition> stopConditions,
        Map<String, TargetTemplate> targets,
        @JsonProperty(required = true) Map<String, ActionTemplate> actions,
        @JsonProperty(required = true) String roleArn,
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
