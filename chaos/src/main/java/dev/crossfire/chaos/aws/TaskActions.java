package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.ActionValues;
import dev.crossfire.chaos.faults.CpuStress;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkLoss;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Disruptions of tasks: of their network and of their processors. */
final class TaskActions {
    private static final String TASK = "aws:ecs:task";
    private static final String KEY = "Tasks";
    private static final String BLACKHOLE = "aws:ecs:task-network-blackhole-port";

    /** Fargate has nothing else, and it spares a task's container the tools. */
    private static final String ENDPOINTS = "useEcsFaultInjectionEndpoints";

    static final List<ActionMapping> ALL = List.of(
            network(Capability.LATENCY, "latency", spec -> latency(spec.settings(NetworkLatency.Settings.class))),
            network(Capability.LOSS, "packet-loss", spec -> loss(spec.settings(NetworkLoss.Settings.class))),
            new ActionMapping(TASK, Capability.PARTITION, List.of(BLACKHOLE), false, TaskActions::blackhole),
            ActionMapping.of(
                    TASK,
                    Capability.CPU,
                    "cpu",
                    "aws:ecs:task-cpu-stress",
                    KEY,
                    spec -> Map.of(
                            "percent",
                            ActionValues.percent(
                                    spec.settings(CpuStress.Settings.class).load()),
                            "workers",
                            "0")));

    private TaskActions() {}

    private static ActionMapping network(
            Capability capability, String noun, Function<DisruptionSpec, Map<String, String>> parameters) {
        return ActionMapping.of(TASK, capability, noun, "aws:ecs:task-network-" + noun, KEY, spec -> {
            Map<String, String> all = new LinkedHashMap<>(parameters.apply(spec));
            all.put(ENDPOINTS, "true");
            return all;
        });
    }

    private static Map<String, String> latency(NetworkLatency.Settings settings) {
        return Map.of(
                "delayMilliseconds", ActionValues.millis(settings.delay()),
                "jitterMilliseconds", ActionValues.millis(settings.varies()));
    }

    private static Map<String, String> loss(NetworkLoss.Settings settings) {
        return Map.of("lossPercent", ActionValues.percent(settings.share()));
    }

    /** Cuts tasks off at the port on which they receive: an action for each different port. */
    private static List<ExperimentStep> blackhole(InjectionStep step, Inventory inventory) throws FaultException {
        Map<Integer, List<String>> tasks = new LinkedHashMap<>();
        for (Target task : step.targets()) {
            tasks.computeIfAbsent(port(task, step), unseen -> new ArrayList<>()).add(task.id());
        }
        List<ExperimentStep> steps = new ArrayList<>();
        tasks.forEach((port, arns) -> steps.addAll(blackhole(step, port, arns)));
        return steps;
    }

    private static List<ExperimentStep> blackhole(InjectionStep step, int port, List<String> arns) {
        Map<String, String> parameters = new LinkedHashMap<>(
                Map.of("port", Integer.toString(port), "protocol", "tcp", "trafficType", "ingress", ENDPOINTS, "true"));
        Duration duration = step.duration();
        if (duration != null) {
            parameters.put("duration", ActionValues.duration(duration));
        }
        String type = step.targets().get(0).type();
        return ExperimentStep.on(arns, type, "blackhole-" + port, BLACKHOLE, KEY, parameters);
    }

    private static int port(Target task, InjectionStep step) throws FaultException {
        Integer given = step.spec().settings(NetworkPartition.Settings.class).port();
        if (given != null) {
            return given;
        }
        URI address = task.address();
        if (address != null && address.getPort() > 0) {
            return address.getPort();
        }
        if (address != null && List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            return "https".equals(address.getScheme()) ? 443 : 80;
        }
        throw new FaultException("missing port on which " + task.id() + " listens; give the fault a port");
    }
}
