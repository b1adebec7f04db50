package dev.crossfire.chaos.aws;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The FIS actions that make a kind of database fail over. */
enum Action {
    CLUSTER("aws:rds:cluster", "aws:rds:failover-db-cluster", "Clusters", false),
    INSTANCE("aws:rds:db", "aws:rds:reboot-db-instances", "DBInstances", true);

    private final String resourceType;
    private final String id;
    private final String targetKey;
    private final boolean mustBeForced;

    Action(String resourceType, String id, String targetKey, boolean mustBeForced) {
        this.resourceType = resourceType;
        this.id = id;
        this.targetKey = targetKey;
        this.mustBeForced = mustBeForced;
    }

    /** The action for a resource type; empty when databases of that type cannot be made to fail over. */
    static Optional<Action> of(String resourceType) {
        return Arrays.stream(values())
                .filter(action -> action.resourceType.equals(resourceType))
                .findFirst();
    }

    /** The resource types that have an action, for messages. */
    static String resourceTypes() {
        return Arrays.stream(values()).map(Action::resourceType).collect(Collectors.joining(" or "));
    }

    /** What it acts on, as {@code aws:rds:cluster}. */
    String resourceType() {
        return resourceType;
    }

    /** What FIS calls it. */
    String id() {
        return id;
    }

    /** What FIS calls its target. */
    String targetKey() {
        return targetKey;
    }

    Map<String, String> parameters() {
        return mustBeForced ? Map.of("forceFailover", "true") : Map.of();
    }
}
