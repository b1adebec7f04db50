package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.faults.DatabaseUnreachable;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkLoss;
import dev.crossfire.model.Capability;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Disruptions of the network: of tasks, which AWS knows, and of the lab's links and database, which it does not. */
final class NetworkRows {
    private static final String LINK = "lab:link";
    private static final String TASK = "aws:ecs:task";

    /** FIS reaches into tasks through the agent of Systems Manager. */
    private static final List<String> TASK_PERMISSIONS = List.of(
            "ecs:DescribeTasks", "ssm:SendCommand", "ssm:ListCommands", "ssm:CancelCommand", "tag:GetResources");

    /** Fargate has nothing else, and it spares a task's container the tools. */
    private static final String ENDPOINTS = "useEcsFaultInjectionEndpoints";

    static final List<ActionMapping> ALL = List.of(
            onLinks(Capability.LATENCY, "latency"),
            onLinks(Capability.LOSS, "loss"),
            onLinks(Capability.PARTITION, "blackhole"),
            onLinks(Capability.RESET, "reset"),
            onTasks(Capability.LATENCY, "latency"),
            onTasks(Capability.LOSS, "packet-loss"),
            new ActionMapping(
                    TASK,
                    Capability.PARTITION,
                    List.of(BlackholePorts.ACTION),
                    TASK_PERMISSIONS,
                    BlackholePorts::steps),
            ActionMapping.of(
                    DatabaseRows.CLUSTER,
                    Capability.UNREACHABLE,
                    "unreachable",
                    "lab:database:unreachable",
                    "Clusters",
                    List.of(),
                    spec -> Map.of("how", spec.parameter(DatabaseUnreachable.HOW))));

    private NetworkRows() {}

    private static ActionMapping onLinks(Capability capability, String verb) {
        return ActionMapping.of(
                LINK, capability, verb, "lab:link:" + verb, "Links", List.of(), NetworkRows::parameters);
    }

    private static ActionMapping onTasks(Capability capability, String noun) {
        return ActionMapping.of(
                TASK, capability, noun, "aws:ecs:task-network-" + noun, "Tasks", TASK_PERMISSIONS, spec -> {
                    Map<String, String> all = new LinkedHashMap<>(parameters(spec));
                    all.put(ENDPOINTS, "true");
                    return all;
                });
    }

    /** Links and tasks have the same parameters. */
    private static Map<String, String> parameters(DisruptionSpec spec) {
        if (spec.capability().equals(Capability.LATENCY)) {
            return Map.of(
                    "delayMilliseconds", millis(spec.parameter(NetworkLatency.DELAY)),
                    "jitterMilliseconds", millis(spec.parameter(NetworkLatency.JITTER)));
        }
        return spec.capability().equals(Capability.LOSS)
                ? Map.of("lossPercent", spec.parameter(NetworkLoss.PERCENT))
                : Map.of();
    }

    private static String millis(String duration) {
        return Long.toString(Duration.parse(duration).toMillis());
    }
}
