package dev.crossfire.lab.link;

import dev.crossfire.lab.link.Link.LinkCounters;
import dev.crossfire.lab.time.LabClock;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection through a link, and the upstream connection made for it.
 *
 * <p>All of it runs on the client channel's event loop; other threads go through {@link #loop()}.
 */
final class Tunnel {
    /** The pipe joins the one dial that succeeds: a handler can be added to a single channel only. */
    private static final ChannelHandler NO_HANDLER = new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel channel) {}
    };

    private final LinkSettings settings;
    private final Supplier<LinkState> state;
    private final LinkCounters.ByteTally tally;
    private final Channel client;
    private final Pipe toUpstream;
    private final Pipe toClient;
    private final long heldUntil;
    private @Nullable Channel upstream;
    private @Nullable InetSocketAddress connectedTo;
    private boolean dialing;
    private boolean held;

    Tunnel(
            LinkSettings settings,
            Supplier<LinkState> state,
            LinkCounters.ByteTally tally,
            Channel client,
            RandomGenerator random) {
        this.settings = settings;
        this.state = state;
        this.tally = tally;
        this.client = client;
        this.toUpstream = new Pipe(this, random, tally.toUpstream, settings.maxBuffered());
        this.toClient = new Pipe(this, random, tally.toClient, settings.maxBuffered());
        this.heldUntil = LabClock.nanos() + settings.hold().toNanos();
        toUpstream.join(toClient);
        toClient.join(toUpstream);
    }

    EventLoop loop() {
        return client.eventLoop();
    }

    /** Brings the tunnel in line with the link's state, which may have changed since it was made. */
    void follow() {
        LinkState now = state.get();
        InetSocketAddress to = upstream == null ? now.upstream() : connectedTo;
        LinkState.LinkMode mode = now.mode(to);
        boolean frozen = mode == LinkState.LinkMode.BLACKHOLED;
        // A client that is cut off gets neither a refusal nor the news that the upstream has changed.
        boolean led = upstream == null || Objects.equals(connectedTo, now.upstream());
        if (mode == LinkState.LinkMode.REFUSING || (!frozen && !led)) {
            reset();
            return;
        }
        toUpstream.shape(now.lane(to, LinkFault.Direction.TO_UPSTREAM), frozen);
        toClient.shape(now.lane(to, LinkFault.Direction.TO_CLIENT), frozen);
        if (!frozen && upstream == null && !dialing && client.isActive()) {
            dial();
        }
    }

    void start() {
        client.pipeline().addLast(toUpstream);
        follow();
    }

    /** Ends both sides so that their peers see a reset; harmless when they are closed already. */
    void reset() {
        if (client.isActive()) {
            tally.reset.increment();
        }
        abort(client);
        if (upstream != null) {
            abort(upstream);
        }
        sideClosed();
    }

    /** Cleans up once a side has closed and the other has been informed or cannot be. */
    void sideClosed() {
        boolean clientClosed = !client.isOpen();
        boolean upstreamClosed = upstream == null || !upstream.isOpen();
        if (clientClosed && upstreamClosed) {
            noLongerHeld();
            toUpstream.discard();
            toClient.discard();
        }
    }

    private void dial() {
        InetSocketAddress target = state.get().upstream();
        if (target == null) {
            redialOrGiveUp();
            return;
        }
        dialing = true;
        new Bootstrap()
                .group(loop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.dialTimeout().toMillis())
                .handler(NO_HANDLER)
                .connect(target)
                .addListener((ChannelFuture dialed) -> dialed(dialed, target));
    }

    private void dialed(ChannelFuture result, InetSocketAddress target) {
        dialing = false;
        if (!client.isActive()) {
            abort(result.channel());
        } else if (!result.isSuccess()) {
            redialOrGiveUp();
        } else if (!target.equals(state.get().upstream())) {
            // Repointed during the dial: this upstream is no longer the one that counts.
            abort(result.channel());
            dial();
        } else {
            noLongerHeld();
            upstream = result.channel();
            connectedTo = target;
            upstream.pipeline().addLast(toClient);
            toUpstream.leadTo(upstream);
            toClient.leadTo(client);
            follow();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a redial ends in a tunnel state, which reports it
    private void redialOrGiveUp() {
        tally.redials.increment();
        if (LabClock.nanos() - heldUntil >= 0) {
            reset();
            return;
        }
        if (!held) {
            held = true;
            tally.held.increment();
        }
        dialing = true;
        loop().schedule(this::redial, settings.redial().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void redial() {
        dialing = false;
        follow();
    }

    private void noLongerHeld() {
        if (held) {
            held = false;
            tally.held.decrement();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // code that needs to know listens to the channel's own close future
    private static void abort(Channel channel) {
        // Lingering for zero seconds is how a socket is made to send a reset instead of a farewell.
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }
}
