package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec.Kind;
import dev.crossfire.lab.fis.ActionSpec.Parameter;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.link.Direction;
import dev.crossfire.lab.link.LinkDelay;
import dev.crossfire.lab.link.LinkFault;
import dev.crossfire.lab.link.Loss;
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
    static LinkFault slow(ActionCall call, Direction direction) throws InventoryException {
        Duration delay = Duration.ofMillis(call.number(DELAY.name()));
        Duration jitter = Duration.ofMillis(call.number(JITTER.name()));
        return sensible(() -> new LinkFault.Slow(direction, new LinkDelay(delay, jitter)));
    }

    /** Reads {@link #LOSS}. */
    static LinkFault lossy(ActionCall call, Direction direction) throws InventoryException {
        return sensible(() -> new LinkFault.Lossy(direction, new Loss(call.number(LOSS.name()))));
    }

    /** Reads {@link #DIRECTION}. */
    static Direction direction(ActionCall call) throws InventoryException {
        String text = call.text(DIRECTION.name());
        return switch (text) {
            case "to-client" -> Direction.TO_CLIENT;
            case "to-upstream" -> Direction.TO_UPSTREAM;
            default -> throw new InventoryException("direction is " + text + "; wanted to-client or to-upstream");
        };
    }

    private static LinkFault sensible(Supplier<LinkFault> reading) throws InventoryException {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new InventoryException(String.valueOf(e.getMessage()), e);
        }
    }
}
