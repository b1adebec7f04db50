package dev.crossfire.lab.fis.model;

import java.util.List;
import java.util.Map;

/**
 * A target of a template: which resources it selects.
 *
 * @param resourceType for example {@code aws:rds:cluster}
 * @param resourceArns exactly these; excludes tags and filters
 * @param resourceTags resources that carry all of these
 * @param filters conditions that must all hold
 * @param selectionMode {@code ALL}, {@code COUNT(n)} or {@code PERCENT(n)}
 * @param parameters parameters of the resource type
 */
public record TargetTemplate(
        @RequiredMember String resourceType,
        List<String> resourceArns,
        Map<String, String> resourceTags,
        List<Filter> filters,
        @RequiredMember String selectionMode,
        Map<String, String> parameters) {
    public TargetTemplate {
        resourceArns = Absent.toEmpty(resourceArns);
        resourceTags = Absent.toEmpty(resourceTags);
        filters = Absent.toEmpty(filters);
        parameters = Absent.toEmpty(parameters);
    }

    /** A condition on an attribute: one of the values must be there. */
    public record Filter(
            @RequiredMember String path, @RequiredMember List<String> values) {
        public Filter {
            values = Absent.toEmpty(values);
        }
    }
}
