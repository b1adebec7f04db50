package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ResourceType;
import java.util.List;

/** The resource type of Amazon ECS, and what its actions have in common. */
final class EcsTypes {
    static final ActionSpec.Target TASKS = new ActionSpec.Target(
            "Tasks",
            new ResourceType(
                    "aws:ecs:task",
                    "An Amazon ECS task",
                    List.of(
                            parameter("cluster", "The cluster of the tasks.", "ClusterName"),
                            parameter("service", "The service that the tasks belong to.", "ServiceName"))));

    /** The lab's tasks have no agent that could be called in either way: both do the same. */
    static final ActionSpec.Parameter ENDPOINTS = ActionSpec.Parameter.optional(
            "useEcsFaultInjectionEndpoints",
            ActionSpec.Kind.FLAG,
            "false",
            "Whether the fault is asked for at the task's fault injection endpoints.");

    private EcsTypes() {}

    private static ResourceType.Parameter parameter(String name, String description, String attribute) {
        return new ResourceType.Parameter(name, description, false, attribute);
    }
}
