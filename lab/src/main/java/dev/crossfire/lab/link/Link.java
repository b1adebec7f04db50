package dev.crossfire.lab.link;

import dev.crossfire.lab.link.LinkFault.AppliedLinkFault;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A TCP link between two parts of the lab: a proxy whose health and far end change at run time.
 *
 * <p>Every method may be called from any thread, and returns before the connections have followed; they do so
 * within microseconds, in the order of the calls.
 */
public final class Link implements AutoCloseable {
    /**
     * One thread carries ten times the lab's traffic, and makes the order of events plain. A thread for each link would
     * be woken for every message by itself, and waking up costs more than passing on.
     */
    private static final EventLoopGroup LOOP =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("links", true), NioIoHandler.newFactory());

    private static final long CLOSING_SECONDS = 2;

    private final LinkSettings settings;
    private final LinkCounters.ByteTally tally = new LinkCounters.ByteTally();
    private final SplittableRandom random;
    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
    private final Channel listener;
    private volatile LinkState state;

    private Link(LinkSettings settings) throws IOException {
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
        this.state = new LinkState(settings.upstream(), List.of(), false);
        this.listener = listen();
    }

    /**
     * Opens a link on the loopback address.
     *
     * @throws IOException when the port cannot be listened on
     */
    public static Link open(LinkSettings settings) throws IOException {
        return new Link(settings);
    }

    /** Where clients of this link connect to. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Where connections lead now; empty after {@link #detach()}. */
    public Optional<InetSocketAddress> upstream() {
        return Optional.ofNullable(state.upstream());
    }

    /**
     * Leads all new and held connections to another upstream, and resets those that lead to the old one; those on which
     * nothing arrives any more notice it when something does.
     */
    public void repoint(InetSocketAddress upstream) {
        change(now -> now.to(upstream), Tunnel::follow);
    }

    /** Leaves the link without an upstream: connections are reset, new ones are held if the link holds. */
    public void detach() {
        change(now -> now.to(null), Tunnel::follow);
    }

    /** Applies a fault to every connection until it is closed. */
    public AppliedLinkFault apply(LinkFault linkFault) {
        return apply(new AppliedLinkFault(linkFault, null, this::release));
    }

    /**
     * Applies a fault to connections to one upstream only, whether the link leads there now, later or no
     * longer.
     */
    public AppliedLinkFault apply(LinkFault linkFault, InetSocketAddress upstream) {
        return apply(new AppliedLinkFault(linkFault, upstream, this::release));
    }

    private AppliedLinkFault apply(AppliedLinkFault made) {
        change(now -> now.with(made), Tunnel::follow);
        return made;
    }

    private void release(AppliedLinkFault fault) {
        change(now -> now.without(fault), Tunnel::follow);
    }

    /** Resets the connections there are; new ones pass as before. */
    public void resetAll() {
        change(now -> now, Tunnel::reset);
    }

    public LinkCounters counters() {
        return tally.read();
    }

    /** Stops listening and resets every connection; returns when that is done, or after 2 s. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        change(LinkState::ended, Tunnel::follow);
        // The thread keeps the order: when it has come to this, it has done all earlier requests.
        LOOP.submit(() -> {}).awaitUninterruptibly(CLOSING_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void change(UnaryOperator<LinkState> step, Consumer<Tunnel> effect) {
        state = step.apply(state);
        tunnels.forEach(tunnel -> tunnel.loop().execute(() -> effect.accept(tunnel)));
    }

    private Channel listen() throws IOException {
        InetSocketAddress wanted = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        ChannelFuture bound = new ServerBootstrap()
                .group(LOOP)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accept(client);
                    }
                })
                .bind(wanted)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("link " + settings.name() + " cannot listen on " + wanted, bound.cause());
        }
        return bound.channel();
    }

    private void accept(SocketChannel client) {
        tally.accepted.increment();
        Tunnel tunnel = new Tunnel(settings, () -> state, tally, client, random.split());
        if (tunnels.size() >= settings.maxConnections()) {
            tunnel.reset();
            return;
        }
        // Listed before it reads the state: a change is then seen by the tunnel, or the tunnel by the change.
        tunnels.add(tunnel);
        tally.open.increment();
        client.closeFuture().addListener(closed -> {
            tunnels.remove(tunnel);
            tally.open.decrement();
        });
        tunnel.start();
    }

    /**
     * The counters of a link, read at one moment.
     *
     * @param accepted connections taken, whatever became of them
     * @param open connections there are now, held ones included
     * @param held those of them that wait for an upstream
     * @param reset connections that the link has reset
     * @param redials tries to reach the upstream that failed
     * @param bytesToUpstream bytes handed to the upstream
     * @param bytesToClient bytes handed to clients
     */
    public record LinkCounters(
            long accepted, long open, long held, long reset, long redials, long bytesToUpstream, long bytesToClient) {

        /** The running counts behind {@link LinkCounters}. */
        static final class ByteTally {
            final LongAdder accepted = new LongAdder();
            final LongAdder open = new LongAdder();
            final LongAdder held = new LongAdder();
            final LongAdder reset = new LongAdder();
            final LongAdder redials = new LongAdder();
            final LongAdder toUpstream = new LongAdder();
            final LongAdder toClient = new LongAdder();

            LinkCounters read() {
                return new LinkCounters(
                        accepted.sum(),
                        open.sum(),
                        held.sum(),
                        reset.sum(),
                        redials.sum(),
                        toUpstream.sum(),
                        toClient.sum());
            }
        }
    }
}
