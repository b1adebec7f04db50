package dev.crossfire.lab.fis.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

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
}
