package dev.crossfire.chaos.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An action that can be aimed at a type of resource; a preview needs one because FIS resolves no targets without an
 * action, and skips it.
 */
record PreviewAction(String type, String action, String targetKey, Map<String, String> parameters) {
    private static final List<PreviewAction> ALL = List.of(
            new PreviewAction(DatabaseActions.CLUSTER, "aws:rds:failover-db-cluster", "Clusters", Map.of()),
            new PreviewAction(DatabaseActions.INSTANCE, "aws:rds:reboot-db-instances", "DBInstances", Map.of()),
            new PreviewAction("aws:ecs:task", "aws:ecs:stop-task", "Tasks", Map.of()),
            new PreviewAction("aws:ec2:instance", "aws:ec2:stop-instances", "Instances", Map.of()),
            new PreviewAction(
                    "aws:ec2:subnet",
                    "aws:network:disrupt-connectivity",
                    "Subnets",
                    Map.of("duration", "PT1M", "scope", "availability-zone")));

    /** The step of a preview; empty when resources of that type cannot be previewed. */
    static Optional<ExperimentStep> step(ExperimentTarget aim) {
        return ALL.stream()
                .filter(one -> one.type.equals(aim.type()))
                .findFirst()
                .map(one -> new ExperimentStep("preview", one.action, one.targetKey, aim, one.parameters, List.of()));
    }

    /** The actions that previews skip; FIS checks that they would be allowed. */
    static List<String> actions() {
        return ALL.stream().map(PreviewAction::action).toList();
    }

    /** Whether resources of a type can be previewed. */
    static boolean knows(String type) {
        return ALL.stream().anyMatch(one -> one.type.equals(type));
    }

    /** The types that can be previewed, for messages. */
    static String types() {
        return ALL.stream().map(PreviewAction::type).collect(Collectors.joining(", "));
    }
}
