package dev.crossfire.lab.link;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Something that is wrong with a link; several at once add up. */
public sealed interface LinkFault {
    /** The bytes of one direction are kept back. */
    record Slow(Direction direction, LinkDelay lag) implements LinkFault {}

    /** Packets of one direction are lost, and sent again by TCP. */
    record Lossy(Direction direction, Loss loss) implements LinkFault {}

    /** Nothing passes and clients get no error; data on its way arrives when this ends. */
    record Blackholed() implements LinkFault {}

    /** Every connection is reset, new ones too; through a link that is also blackholed, no reset arrives. */
    record Refusing() implements LinkFault {}

    /** One of the two ways bytes travel through a link. */
    enum Direction {
        TO_UPSTREAM,
        TO_CLIENT
    }

    /**
     * How long bytes are kept back on their way: uniformly within {@code delay ± jitter}.
     *
     * @param delay the middle of the range, at most {@link #LIMIT}
     * @param jitter half the width of the range, at most {@code delay}; bytes never overtake each other
     */
    public record LinkDelay(Duration delay, Duration jitter) {
        /** The longest delay that a link accepts: beyond it, a blackhole is the right fault. */
        public static final Duration LIMIT = Duration.ofMinutes(1);

        public LinkDelay {
            if (delay.isNegative() || delay.compareTo(LIMIT) > 0) {
                throw new IllegalArgumentException("delay is " + delay + "; expected 0 to " + LIMIT);
            }
            if (jitter.isNegative() || jitter.compareTo(delay) > 0) {
                throw new IllegalArgumentException("jitter is " + jitter + "; expected 0 to the delay, " + delay);
            }
        }

        /** A lag without jitter. */
        public static LinkDelay of(Duration delay) {
            return new LinkDelay(delay, Duration.ZERO);
        }

        /** One random value from the range, in nanoseconds. */
        long draw(RandomGenerator random) {
            long spread = jitter.toNanos();
            return delay.toNanos() + (spread == 0 ? 0 : random.nextLong(-spread, spread + 1));
        }

        /** The end of the range, in nanoseconds. */
        long longest() {
            return delay.plus(jitter).toNanos();
        }
    }

    /**
     * Lost packets, as the users of a TCP connection see them: not as missing bytes but as time.
     *
     * <p>Each chunk that is read at once counts as one packet. For every time that it is lost the sender waits for its
     * retransmission time-out, which begins at {@link #FIRST_TIMEOUT} and doubles; what comes behind it waits too. After
     * {@link #MOST_TIMEOUTS} in a row the chunk passes. Source: RFC 6298, with Linux's least time-out. Fast retransmission,
     * which needs more packets in flight than the lab's short messages have, is left out.
     *
     * @param percent how many of a hundred packets are lost, 0 to 100
     */
    public record Loss(int percent) {
        /** What Linux waits before it sends a packet again, at the least. */
        public static final Duration FIRST_TIMEOUT = Duration.ofMillis(200);

        /** Together 51 s; beyond that, a blackhole is the right fault. */
        public static final int MOST_TIMEOUTS = 8;

        public Loss {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("loss is " + percent + " percent; expected 0 to 100");
            }
        }

        /** The time that one chunk loses, in nanoseconds. */
        long draw(RandomGenerator random) {
            int lost = 0;
            while (percent > 0 && lost < MOST_TIMEOUTS && random.nextInt(100) < percent) {
                lost++;
            }
            return after(lost);
        }

        /** The most that one chunk can lose, in nanoseconds. */
        long longest() {
            return percent == 0 ? 0 : after(MOST_TIMEOUTS);
        }

        private static long after(int lost) {
            return FIRST_TIMEOUT.toNanos() * ((1L << lost) - 1);
        }
    }

    /** A fault that one cause has applied to a link; it stays until it is closed, whatever other causes do. */
    public static final class AppliedLinkFault implements AutoCloseable {
        private final LinkFault linkFault;
        private final @Nullable InetSocketAddress only;
        private final Consumer<AppliedLinkFault> release;

        AppliedLinkFault(LinkFault linkFault, @Nullable InetSocketAddress only, Consumer<AppliedLinkFault> release) {
            this.linkFault = linkFault;
            this.only = only;
            this.release = release;
        }

        LinkFault linkFault() {
            return linkFault;
        }

        /** Returns whether connections to an upstream suffer from it; null is no upstream. */
        boolean concerns(@Nullable InetSocketAddress upstream) {
            return only == null || only.equals(upstream);
        }

        /** Ends the fault; may be called more than once, and after the link was closed. */
        @Override
        public void close() {
            release.accept(this);
        }
    }
}
