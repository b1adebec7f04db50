package dev.crossfire.lab.fis;

import java.util.List;
import java.util.Optional;

/**
 * A kind of resource that actions can target.
 *
 * @param id for example {@code aws:rds:cluster}
 * @param description one sentence
 * @param parameters what narrows a target of this type besides tags and filters
 */
public record ResourceType(String id, String description, List<TargetParameter> parameters) {
    public ResourceType {
        parameters = List.copyOf(parameters);
    }

    /** Returns a declared parameter. */
    public Optional<TargetParameter> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * A parameter of a target: a comma-separated list of which a resource must match one.
     *
     * @param name for example {@code availabilityZoneIdentifiers}
     * @param description one sentence
     * @param required whether every target of the type must give it
     * @param attribute the path of the {@linkplain AwsResource#attributes() attribute} that it is compared with
     */
    public record TargetParameter(String name, String description, boolean required, String attribute) {}
}
