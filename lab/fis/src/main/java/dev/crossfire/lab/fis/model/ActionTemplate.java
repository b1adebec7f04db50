package dev.crossfire.lab.fis.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action of a template.
 *
 * @param actionId for example {@code aws:rds:failover-db-cluster}
 * @param description a note for people
 * @param parameters the action's parameters
 * @param targets the name of a target of the template, by the action's own key for it
 * @param startAfter names of actions that must have ended successfully before this one starts
 */
public record ActionTemplate(
        @RequiredMember String actionId,
        @Nullable String description,
        Map<String, String> parameters,
        Map<String, String> targets,
        List<String> startAfter) {
    public ActionTemplate {
        parameters = Absent.toEmpty(parameters);
        targets = Absent.toEmpty(targets);
        startAfter = Absent.toEmpty(startAfter);
    }
}
