package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ActionSpec.ActionParameter;
import dev.crossfire.lab.fis.ActionSpec.ActionTarget;
import dev.crossfire.lab.fis.ActionSpec.ValueType;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import dev.crossfire.lab.fis.NetworkFault.Traffic;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.ResourceType.TargetParameter;
import dev.crossfire.lab.fis.TaskOperations.Stress;
import dev.crossfire.lab.fis.actions.NetworkActions.NetworkParameters;
import java.util.List;
import java.util.Optional;

/** The actions of Amazon ECS on tasks, and the lab's own on their processes. */
final class EcsActions {
    /** Where a task listed by ECS names the port at which it is reached. */
    private static final String HOST_PORT = "Containers.NetworkBindings.HostPort";

    private static final String PERCENT = "percent";
    private static final String WORKERS = "workers";
    private static final String PORT = "port";
    private static final String PROTOCOL = "protocol";
    private static final String TRAFFIC = "trafficType";

    private static final ActionTarget TASKS = new ActionTarget(
            "Tasks",
            new ResourceType(
                    "aws:ecs:task",
                    "An Amazon ECS task",
                    List.of(
                            new TargetParameter("cluster", "The cluster of the tasks.", false, "ClusterName"),
                            new TargetParameter(
                                    "service", "The service that the tasks belong to.", false, "ServiceName"))));

    /** The lab's tasks have no agent that could be called in either way: both do the same. */
    private static final ActionParameter ENDPOINTS = ActionParameter.optional(
            "useEcsFaultInjectionEndpoints",
            ValueType.FLAG,
            "false",
            "Whether the fault is asked for at the task's fault injection endpoints.");

    /** Tasks end; their service starts others. */
    private static final ActionSpec STOP = spec("aws:ecs:stop-task", "Stops the target tasks.");

    /** Tasks keep processors busy. */
    private static final ActionSpec CPU_STRESS = spec(
            "aws:ecs:task-cpu-stress",
            "Stresses the processors of the target tasks.",
            ActionParameter.optional(PERCENT, ValueType.NUMBER, "100", "How busy each processor is, in percent."),
            ActionParameter.optional(WORKERS, ValueType.NUMBER, "0", "How many processors are kept busy; 0 is all."),
            ActionParameter.optional(
                    "installDependencies",
                    ValueType.FLAG,
                    "true",
                    "Whether what it takes is installed first; the lab's tasks bring it."),
            GroupEffect.DURATION);

    /** Tasks use up their memory; AWS has such an action for pods only. */
    private static final ActionSpec MEMORY_STRESS = spec(
            "lab:memory:stress",
            "Stresses the memory of the target tasks.",
            ActionParameter.optional(PERCENT, ValueType.NUMBER, "80", "How much of the memory is in use, in percent."),
            GroupEffect.DURATION);

    /** Tasks are alive, keep their connections, and do nothing; AWS has no such action. */
    private static final ActionSpec PAUSE = spec(
            "lab:process:pause",
            "Stops the processes of the target tasks where they are, and lets them go on afterwards.",
            GroupEffect.DURATION);

    /** What a task sends takes longer. */
    private static final ActionSpec LATENCY = spec(
            "aws:ecs:task-network-latency",
            "Adds latency to the network of the target tasks.",
            NetworkParameters.DELAY,
            NetworkParameters.JITTER,
            ENDPOINTS,
            GroupEffect.DURATION);

    /** Packets that a task sends are lost, and sent again. */
    private static final ActionSpec PACKET_LOSS = spec(
            "aws:ecs:task-network-packet-loss",
            "Adds packet loss to the network of the target tasks.",
            NetworkParameters.LOSS,
            ENDPOINTS,
            GroupEffect.DURATION);

    /** What arrives for a port of a task is dropped. */
    private static final ActionSpec BLACKHOLE_PORT = spec(
            "aws:ecs:task-network-blackhole-port",
            "Drops the traffic of a port of the target tasks.",
            ActionParameter.required(PORT, ValueType.NUMBER, "The port number."),
            ActionParameter.required(PROTOCOL, ValueType.TEXT, "The protocol, tcp or udp."),
            ActionParameter.required(TRAFFIC, ValueType.TEXT, "The type of traffic, ingress or egress."),
            ENDPOINTS,
            GroupEffect.DURATION);

    private EcsActions() {}

    static List<FisAction> all() {
        return List.of(
                FisAction.of(STOP, EcsActions::stop),
                FisAction.of(CPU_STRESS, call -> stress(call, new Stress.Cpu(percent(call), call.number(WORKERS)))),
                FisAction.of(MEMORY_STRESS, call -> stress(call, new Stress.Memory(percent(call)))),
                FisAction.of(
                        PAUSE,
                        call -> GroupEffect.on(
                                call, task -> call.inventory().tasks().pause(task.arn()))),
                FisAction.of(
                        LATENCY, call -> NetworkActions.disrupt(call, NetworkParameters.latency(call, Traffic.EGRESS))),
                FisAction.of(
                        PACKET_LOSS,
                        call -> NetworkActions.disrupt(call, NetworkParameters.packetLoss(call, Traffic.EGRESS))),
                FisAction.of(BLACKHOLE_PORT, EcsActions::blackholePort));
    }

    private static ActionSpec spec(String id, String description, ActionParameter... parameters) {
        return new ActionSpec(id, description, List.of(parameters), Optional.of(TASKS));
    }

    private static ActiveEffect stop(ActionCall call) throws InventoryException {
        for (AwsResource task : call.targets()) {
            call.inventory().tasks().stop(task.arn());
        }
        return ActiveEffect.oneShot();
    }

    private static ActiveEffect stress(ActionCall call, Stress stress) throws InventoryException {
        return GroupEffect.on(call, task -> call.inventory()
                .tasks()
                .stress(task.arn(), stress, call.duration(GroupEffect.DURATION.name())));
    }

    private static int percent(ActionCall call) throws InventoryException {
        int percent = call.number(PERCENT);
        if (percent < 1 || percent > 100) {
            throw new InventoryException("percent is " + percent + "; expected 1 to 100");
        }
        return percent;
    }

    private static ActiveEffect blackholePort(ActionCall call) throws InventoryException {
        for (AwsResource task : call.targets()) {
            checkPort(call, task);
        }
        return NetworkActions.disrupt(call, new NetworkFault.Blackhole());
    }

    /** A task of the lab has one way in; its ways out it shares with the others. */
    private static void checkPort(ActionCall call, AwsResource task) throws InventoryException {
        List<String> ports = task.attribute(HOST_PORT);
        String found = call.text(PROTOCOL) + " " + call.text(TRAFFIC) + " at port " + call.text(PORT);
        if (ports.stream().map(port -> "tcp ingress at port " + port).noneMatch(found::equals)) {
            throw new InventoryException(
                    "found " + found + "; expected tcp ingress at port " + String.join(" or ", ports)
                            + " of " + task.arn() + ". What a task sends travels over links of its own:"
                            + " use lab:link:blackhole on those.");
        }
    }
}
