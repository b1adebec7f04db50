package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec.Kind;
import dev.crossfire.lab.fis.ActionSpec.Parameter;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import dev.crossfire.lab.fis.NetworkFault.Traffic;
import java.time.Duration;
import java.util.function.Supplier;

/** What the parameters of network actions mean on a link. */
final class NetworkParameters {
    static final Parameter DELAY = Parameter.optional(
            "delayMilliseconds", Kind.NUMBER, "200", "The delay that is added to packets, in milliseconds.");

    static final Parameter JITTER = Parameter.optional(
            "jitterMilliseconds", Kind.NUMBER, "10", "By how much the delay varies, in milliseconds.");

    static final Parameter LOSS =
            Parameter.optional("lossPercent", Kind.NUMBER, "7", "How many packets of a hundred are lost.");

    static final Parameter DIRECTION = Parameter.optional(
            "direction", Kind.TEXT, "to-client", "The way of the packets that suffer: to-client or to-upstream.");

    private NetworkParameters() {}

    /** Reads {@link #DELAY} and {@link #JITTER}. */
    static NetworkFault slow(ActionCall call, Traffic traffic) throws InventoryException {
        Duration delay = Duration.ofMillis(call.number(DELAY.name()));
        Duration jitter = Duration.ofMillis(call.number(JITTER.name()));
        return sensible(() -> new NetworkFault.Latency(traffic, delay, jitter));
    }

    /** Reads {@link #LOSS}. */
    static NetworkFault lossy(ActionCall call, Traffic traffic) throws InventoryException {
        return sensible(() -> new NetworkFault.PacketLoss(traffic, call.number(LOSS.name())));
    }

    /** Reads {@link #DIRECTION}. */
    static Traffic traffic(ActionCall call) throws InventoryException {
        String text = call.text(DIRECTION.name());
        return switch (text) {
            case "to-client" -> Traffic.EGRESS;
            case "to-upstream" -> Traffic.INGRESS;
            default -> throw new InventoryException("direction is " + text + "; wanted to-client or to-upstream");
        };
    }

    private static NetworkFault sensible(Supplier<NetworkFault> reading) throws InventoryException {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new InventoryException(String.valueOf(e.getMessage()), e);
        }
    }
}
