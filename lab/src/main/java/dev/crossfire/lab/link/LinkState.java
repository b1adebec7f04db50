package dev.crossfire.lab.link;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a link that can be changed while it runs.
 *
 * @param upstream where connections lead, or null when there is nobody to lead them to
 */
public record LinkState(
        Mode mode, Lag toUpstream, Lag toClient, @Nullable InetSocketAddress upstream) {

    LinkState in(Mode next) {
        return new LinkState(next, toUpstream, toClient, upstream);
    }

    LinkState to(@Nullable InetSocketAddress next) {
        return new LinkState(mode, toUpstream, toClient, next);
    }

    LinkState slowed(Direction direction, Lag lag) {
        return switch (direction) {
            case TO_UPSTREAM -> new LinkState(mode, lag, toClient, upstream);
            case TO_CLIENT -> new LinkState(mode, toUpstream, lag, upstream);
        };
    }

    LinkState mended() {
        return new LinkState(Mode.PASSING, Lag.NONE, Lag.NONE, upstream);
    }
}
