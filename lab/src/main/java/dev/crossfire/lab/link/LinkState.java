package dev.crossfire.lab.link;

import dev.crossfire.lab.link.LinkFault.AppliedLinkFault;
import dev.crossfire.lab.link.LinkFault.LinkDelay;
import dev.crossfire.lab.link.LinkFault.Loss;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a link that can be changed while it runs.
 *
 * @param upstream where connections lead, or null when there is no upstream
 * @param applied its faults at the moment
 * @param closed whether it has ended, for good
 */
record LinkState(@Nullable InetSocketAddress upstream, List<AppliedLinkFault> applied, boolean closed) {
    LinkState {
        applied = List.copyOf(applied);
    }

    LinkState to(@Nullable InetSocketAddress next) {
        return new LinkState(next, applied, closed);
    }

    LinkState with(AppliedLinkFault fault) {
        return new LinkState(
                upstream, Stream.concat(applied.stream(), Stream.of(fault)).toList(), closed);
    }

    LinkState without(AppliedLinkFault fault) {
        return new LinkState(
                upstream, applied.stream().filter(other -> other != fault).toList(), closed);
    }

    LinkState ended() {
        return new LinkState(null, List.of(), true);
    }

    /** What is done to a connection to an upstream; null is one that has none yet. */
    LinkMode mode(@Nullable InetSocketAddress to) {
        if (closed) {
            return LinkMode.REFUSING;
        }
        // A packet that is lost on its way reaches no server that could refuse it.
        if (of(to, LinkFault.Blackholed.class).findAny().isPresent()) {
            return LinkMode.BLACKHOLED;
        }
        return of(to, LinkFault.Refusing.class).findAny().isPresent() ? LinkMode.REFUSING : LinkMode.PASSING;
    }

    /** How one direction of a connection to an upstream treats bytes. */
    DirectionSettings lane(@Nullable InetSocketAddress to, LinkFault.Direction direction) {
        return new DirectionSettings(
                of(to, LinkFault.Slow.class)
                        .filter(slow -> slow.direction() == direction)
                        .map(LinkFault.Slow::lag)
                        .toList(),
                of(to, LinkFault.Lossy.class)
                        .filter(lossy -> lossy.direction() == direction)
                        .map(LinkFault.Lossy::loss)
                        .toList());
    }

    private <A extends LinkFault> Stream<A> of(@Nullable InetSocketAddress to, Class<A> kind) {
        return applied.stream()
                .filter(fault -> fault.concerns(to))
                .map(AppliedLinkFault::linkFault)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** What a link does with the connections through it. */
    public enum LinkMode {
        /** Bytes pass, after their lag. */
        PASSING,
        /** Nothing passes and clients get no error: connections hang, as when packets are dropped. */
        BLACKHOLED,
        /** Every connection is reset, new ones too. */
        REFUSING
    }

    /**
     * How one direction of a connection treats bytes.
     *
     * @param lags each is added
     * @param losses each takes its own share
     */
    record DirectionSettings(List<LinkDelay> lags, List<Loss> losses) {
        static final DirectionSettings CLEAR = new DirectionSettings(List.of(), List.of());

        DirectionSettings {
            lags = List.copyOf(lags);
            losses = List.copyOf(losses);
        }

        /** How long the next bytes are kept back, in nanoseconds. */
        long draw(RandomGenerator random) {
            return lags.stream().mapToLong(lag -> lag.draw(random)).sum()
                    + losses.stream().mapToLong(loss -> loss.draw(random)).sum();
        }

        /** The longest that bytes can be kept back, in nanoseconds. */
        long longest() {
            return lags.stream().mapToLong(LinkDelay::longest).sum()
                    + losses.stream().mapToLong(Loss::longest).sum();
        }
    }
}
