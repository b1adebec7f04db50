package dev.crossfire.lab.fis;

import java.util.List;
import java.util.Map;

/**
 * One thing that an experiment can target.
 *
 * @param type the FIS target resource type, for example {@code aws:rds:cluster}
 * @param arn the resource's ARN, unique in the inventory
 * @param tags the resource's tags
 * @param attributes the values that filters and target parameters see, by path; a path is spelled as in the output of the
 *     resource's own describe operation ({@code Status}, {@code AvailabilityZone}, {@code DBClusterMembers.IsClusterWriter}),
 *     and a path through a list has all its values
 */
public record AwsResource(String type, String arn, Map<String, String> tags, Map<String, List<String>> attributes) {
    public AwsResource {
        tags = Map.copyOf(tags);
        attributes = Map.copyOf(attributes);
    }

    /** Returns the values at a path; empty if the resource has none there. */
    public List<String> attribute(String path) {
        return attributes.getOrDefault(path, List.of());
    }
}
