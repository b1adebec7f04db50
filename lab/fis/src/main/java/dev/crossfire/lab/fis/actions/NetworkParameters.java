package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec.ActionParameter;
import dev.crossfire.lab.fis.ActionSpec.ValueType;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import dev.crossfire.lab.fis.NetworkFault.Traffic;
import java.time.Duration;
import java.util.function.Supplier;

/** What the parameters of network actions mean on a link. */
final class NetworkParameters {
    static final ActionParameter DELAY = ActionParameter.optional(
            "delayMilliseconds", ValueType.NUMBER, "200", "The delay that is added to packets, in milliseconds.");

    static final ActionParameter JITTER = ActionParameter.optional(
            "jitterMilliseconds", ValueType.NUMBER, "10", "By how much the delay varies, in milliseconds.");

    static final ActionParameter LOSS =
            ActionParameter.optional("lossPercent", ValueType.NUMBER, "7", "How many packets of a hundred are lost.");

    static final ActionParameter DIRECTION = ActionParameter.optional(
            "direction", ValueType.TEXT, "to-client", "The way of the packets that suffer: to-client or to-upstream.");

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
