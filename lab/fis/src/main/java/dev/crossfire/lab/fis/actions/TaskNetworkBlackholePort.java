package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ActionSpec.Kind;
import dev.crossfire.lab.fis.ActionSpec.Parameter;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import dev.crossfire.lab.fis.Resource;
import java.util.List;
import java.util.Optional;

/** {@code aws:ecs:task-network-blackhole-port}: what arrives for a port of a task is dropped. */
public final class TaskNetworkBlackholePort implements FisAction {
    /** Where a task listed by ECS names the port at which it is reached. */
    private static final String HOST_PORT = "Containers.NetworkBindings.HostPort";

    private static final Parameter PORT = Parameter.required("port", Kind.NUMBER, "The port number.");
    private static final Parameter PROTOCOL = Parameter.required("protocol", Kind.TEXT, "The protocol, tcp or udp.");
    private static final Parameter TRAFFIC =
            Parameter.required("trafficType", Kind.TEXT, "The type of traffic, ingress or egress.");

    private static final ActionSpec SPEC = new ActionSpec(
            "aws:ecs:task-network-blackhole-port",
            "Drops the traffic of a port of the target tasks.",
            List.of(PORT, PROTOCOL, TRAFFIC, EcsTypes.ENDPOINTS, TimedEffect.DURATION),
            Optional.of(EcsTypes.TASKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        for (Resource task : call.targets()) {
            check(call, task);
        }
        return TimedEffect.on(
                call, task -> call.inventory().network().disrupt(task.arn(), new NetworkFault.Blackhole()));
    }

    /** A task of the lab has one way in; its ways out it shares with the others. */
    private static void check(ActionCall call, Resource task) throws InventoryException {
        List<String> ports = task.attribute(HOST_PORT);
        String found =
                call.text(PROTOCOL.name()) + " " + call.text(TRAFFIC.name()) + " at port " + call.text(PORT.name());
        if (ports.stream().map(port -> "tcp ingress at port " + port).noneMatch(found::equals)) {
            throw new InventoryException("found " + found + "; wanted tcp ingress at port " + String.join(" or ", ports)
                    + " of " + task.arn() + ". What a task sends travels over links of its own:"
                    + " use lab:link:blackhole on those.");
        }
    }
}
