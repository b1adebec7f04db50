package dev.crossfire.lab.fis;

import java.time.Duration;

/** Something that is wrong with the network of a resource; several at once add up. */
public sealed interface NetworkFault {
    /** The traffic that suffers, as the resource sees it. */
    enum Traffic {
        /** What arrives at the resource. */
        INGRESS,
        /** What the resource sends. */
        EGRESS
    }

    /**
     * Packets take longer: uniformly within {@code delay ± jitter}.
     *
     * @param delay the middle of the range
     * @param jitter half the width of the range, at most {@code delay}
     */
    record PacketDelay(Traffic traffic, Duration delay, Duration jitter) implements NetworkFault {
        public PacketDelay {
            if (jitter.isNegative() || jitter.compareTo(delay) > 0) {
                throw new IllegalArgumentException("jitter is " + jitter + "; expected 0 to the delay, " + delay);
            }
        }
    }

    /**
     * Packets are lost, and sent again by TCP.
     *
     * @param percent how many of a hundred, 0 to 100
     */
    record PacketLoss(Traffic traffic, int percent) implements NetworkFault {
        public PacketLoss {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("loss is " + percent + " percent; expected 0 to 100");
            }
        }
    }

    /** Nothing passes and clients get no error; data on its way arrives when this ends. */
    record Blackhole() implements NetworkFault {}

    /** Every connection is reset, new ones too. */
    record Reset() implements NetworkFault {}
}
