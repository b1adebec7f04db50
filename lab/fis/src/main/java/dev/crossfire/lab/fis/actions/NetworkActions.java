package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ActionSpec.ActionParameter;
import dev.crossfire.lab.fis.ActionSpec.ActionTarget;
import dev.crossfire.lab.fis.ActionSpec.ValueType;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import dev.crossfire.lab.fis.NetworkFault.Traffic;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.ResourceType.TargetParameter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The action of AWS on subnets, and the lab's own on single TCP links, which AWS does not have. */
final class NetworkActions {
    private static final String SCOPE = "scope";

    private static final ActionTarget SUBNETS = new ActionTarget(
            "Subnets",
            new ResourceType(
                    "aws:ec2:subnet",
                    "An Amazon VPC subnet",
                    List.of(new TargetParameter(
                            "availabilityZoneIdentifier",
                            "The Availability Zone of the subnet.",
                            false,
                            "AvailabilityZone"))));

    private static final ActionTarget LINKS =
            new ActionTarget("Links", new ResourceType("lab:link", "A TCP link between parts of the lab", List.of()));

    /** Everything that travels to or from a subnet is dropped. */
    private static final ActionSpec DISRUPT_CONNECTIVITY = new ActionSpec(
            "aws:network:disrupt-connectivity",
            "Denies the traffic of the target subnets.",
            List.of(
                    ActionParameter.required(SCOPE, ValueType.TEXT, "The type of traffic to deny; the lab knows all."),
                    GroupEffect.DURATION),
            Optional.of(SUBNETS));

    /** Nothing passes a link, and clients get no error. */
    private static final ActionSpec BLACKHOLE =
            link("blackhole", "Drops everything that travels the target links.", GroupEffect.DURATION);

    /** Connections over a link are reset, those there are and every new one. */
    private static final ActionSpec RESET =
            link("reset", "Resets every connection over the target links.", GroupEffect.DURATION);

    /** What travels a link in one direction takes longer. */
    private static final ActionSpec LATENCY = link(
            "latency",
            "Delays what travels the target links in one direction.",
            NetworkParameters.DELAY,
            NetworkParameters.JITTER,
            NetworkParameters.DIRECTION,
            GroupEffect.DURATION);

    /** Packets on a link are lost in one direction, and sent again. */
    private static final ActionSpec LOSS = link(
            "loss",
            "Loses packets that travel the target links in one direction.",
            NetworkParameters.LOSS,
            NetworkParameters.DIRECTION,
            GroupEffect.DURATION);

    private NetworkActions() {}

    static List<FisAction> all() {
        return List.of(
                FisAction.of(DISRUPT_CONNECTIVITY, NetworkActions::disruptConnectivity),
                FisAction.of(BLACKHOLE, call -> disrupt(call, new NetworkFault.Blackhole())),
                FisAction.of(RESET, call -> disrupt(call, new NetworkFault.Reset())),
                FisAction.of(
                        LATENCY,
                        call -> disrupt(call, NetworkParameters.latency(call, NetworkParameters.traffic(call)))),
                FisAction.of(
                        LOSS,
                        call -> disrupt(call, NetworkParameters.packetLoss(call, NetworkParameters.traffic(call)))));
    }

    /** Begins a fault on everything that travels to or from the targets. */
    static ActiveEffect disrupt(ActionCall call, NetworkFault fault) throws InventoryException {
        return GroupEffect.on(call, target -> call.inventory().network().disrupt(target.arn(), fault));
    }

    private static ActiveEffect disruptConnectivity(ActionCall call) throws InventoryException {
        String scope = call.text(SCOPE);
        if (!scope.equals("all")) {
            throw new InventoryException(
                    "scope is " + scope + "; expected all, the only one that the lab's network knows");
        }
        return GroupEffect.on(call, subnet -> call.inventory().zones().isolate(subnet.arn()));
    }

    private static ActionSpec link(String name, String description, ActionParameter... parameters) {
        return new ActionSpec("lab:link:" + name, description, List.of(parameters), Optional.of(LINKS));
    }

    /** What the parameters of network actions mean on a link. */
    static final class NetworkParameters {
        static final ActionParameter DELAY = ActionParameter.optional(
                "delayMilliseconds", ValueType.NUMBER, "200", "The delay that is added to packets, in milliseconds.");

        static final ActionParameter JITTER = ActionParameter.optional(
                "jitterMilliseconds", ValueType.NUMBER, "10", "By how much the delay varies, in milliseconds.");

        static final ActionParameter LOSS = ActionParameter.optional(
                "lossPercent", ValueType.NUMBER, "7", "How many packets of a hundred are lost.");

        static final ActionParameter DIRECTION = ActionParameter.optional(
                "direction",
                ValueType.TEXT,
                "to-client",
                "The way of the packets that suffer: to-client or to-upstream.");

        private NetworkParameters() {}

        /** Reads {@link #DELAY} and {@link #JITTER}. */
        static NetworkFault latency(ActionCall call, Traffic traffic) throws InventoryException {
            Duration delay = Duration.ofMillis(call.number(DELAY.name()));
            Duration jitter = Duration.ofMillis(call.number(JITTER.name()));
            return refusing(() -> new NetworkFault.PacketDelay(traffic, delay, jitter));
        }

        /** Reads {@link #LOSS}. */
        static NetworkFault packetLoss(ActionCall call, Traffic traffic) throws InventoryException {
            return refusing(() -> new NetworkFault.PacketLoss(traffic, call.number(LOSS.name())));
        }

        /** Reads {@link #DIRECTION}. */
        static Traffic traffic(ActionCall call) throws InventoryException {
            String text = call.text(DIRECTION.name());
            return switch (text) {
                case "to-client" -> Traffic.EGRESS;
                case "to-upstream" -> Traffic.INGRESS;
                default -> throw new InventoryException("direction is " + text + "; expected to-client or to-upstream");
            };
        }

        private static NetworkFault refusing(Supplier<NetworkFault> reading) throws InventoryException {
            try {
                return reading.get();
            } catch (IllegalArgumentException e) {
                throw new InventoryException(String.valueOf(e.getMessage()), e);
            }
        }
    }
}
