package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.InjectionStep;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts tasks off at the port on which they receive: an action for each different port. */
final class BlackholePorts {
    static final String ACTION = "aws:ecs:task-network-blackhole-port";

    private BlackholePorts() {}

    static List<ExperimentStep> steps(InjectionStep step, Inventory inventory) throws FaultException {
        Map<String, List<String>> tasks = new LinkedHashMap<>();
        for (Target task : step.targets()) {
            tasks.computeIfAbsent(port(task, step), unseen -> new ArrayList<>()).add(task.id());
        }
        List<ExperimentStep> steps = new ArrayList<>();
        tasks.forEach((port, arns) -> steps.addAll(steps(step, port, arns)));
        return steps;
    }

    private static List<ExperimentStep> steps(InjectionStep step, String port, List<String> arns) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "port", port, "protocol", "tcp", "trafficType", "ingress", "useEcsFaultInjectionEndpoints", "true"));
        Duration duration = step.duration();
        if (duration != null) {
            parameters.put("duration", duration.toString());
        }
        String type = step.targets().get(0).type();
        return ExperimentStep.on(arns, type, "blackhole-" + port, ACTION, "Tasks", parameters);
    }

    private static String port(Target task, InjectionStep step) throws FaultException {
        String given = step.spec().parameters().get(NetworkPartition.PORT);
        if (given != null) {
            return given;
        }
        URI address = task.address();
        if (address != null && address.getPort() > 0) {
            return Integer.toString(address.getPort());
        }
        if (address != null && List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            return "https".equals(address.getScheme()) ? "443" : "80";
        }
        throw new FaultException("missing port on which " + task.id() + " listens; give the fault a port");
    }
}
