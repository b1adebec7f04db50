package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.NetworkPartition;
import dev.crossfire.chaos.Strike;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts tasks off at the port where they receive: an action for each port that they differ in. */
final class BlackholePorts {
    static final String ACTION = "aws:ecs:task-network-blackhole-port";

    private BlackholePorts() {}

    static List<Step> steps(Strike strike, Inventory inventory) throws FaultException {
        Map<String, List<String>> tasks = new LinkedHashMap<>();
        for (Target task : strike.targets()) {
            tasks.computeIfAbsent(port(task, strike), unseen -> new ArrayList<>())
                    .add(task.id());
        }
        List<Step> steps = new ArrayList<>();
        tasks.forEach((port, arns) -> steps.addAll(steps(strike, port, arns)));
        return steps;
    }

    private static List<Step> steps(Strike strike, String port, List<String> arns) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "port", port, "protocol", "tcp", "trafficType", "ingress", "useEcsFaultInjectionEndpoints", "true"));
        Duration duration = strike.duration();
        if (duration != null) {
            parameters.put("duration", duration.toString());
        }
        String type = strike.targets().get(0).type();
        return Step.on(arns, type, "blackhole-" + port, ACTION, "Tasks", parameters);
    }

    private static String port(Target task, Strike strike) throws FaultException {
        String given = strike.harm().parameters().get(NetworkPartition.PORT);
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
        throw new FaultException(
                "found no port at which " + task.id() + " receives, wanted one; give the fault a port");
    }
}
