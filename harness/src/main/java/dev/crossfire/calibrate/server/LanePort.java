package dev.crossfire.calibrate.server;

import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.time.TimeSource;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The port of one lane, which is closed while the lane refuses connections.
 *
 * <p>A second socket then occupies the port, bound and not listening: otherwise an outgoing connection might take it,
 * and one that is sent to a free port of its own range may even end up connected to itself.
 */
final class LanePort {
    /** More connections than any plan needs; further ones are closed. */
    private static final int MOST_CONNECTIONS = 4096;

    private static final int BACKLOG = 1024;
    private static final ChannelOption<Boolean> SHARED = NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);

    /**
     * A closed port is opened this much before the outage ends. Until then new connections are reset, so the moment at
     * which users are healthy again is the plan's, and does not depend on when a timer ran.
     */
    private static final Duration EARLY = Duration.ofMillis(20);

    private final Lane lane;
    private final LaneOutages outages;
    private final EventLoop loop;
    private final TimeSource time;
    private final Duration slowness;
    private final Consumer<Throwable> broken;
    private final ChannelGroup inside;
    private final java.nio.channels.SocketChannel holder;
    private @Nullable Channel listener;

    private LanePort(
            Lane lane,
            LaneOutages outages,
            EventLoop loop,
            TimeSource time,
            Duration slowness,
            Consumer<Throwable> broken,
            java.nio.channels.SocketChannel holder) {
        this.lane = lane;
        this.outages = outages;
        this.loop = loop;
        this.time = time;
        this.slowness = slowness;
        this.broken = broken;
        this.holder = holder;
        inside = new DefaultChannelGroup(loop);
    }

    /**
     * Opens a lane's port on a free port of the loopback.
     *
     * @param broken called when a closed port cannot be opened again
     * @throws IOException when there is no port
     */
    static LanePort open(
            Lane lane,
            LaneOutages outages,
            EventLoop loop,
            TimeSource time,
            Duration slowness,
            Consumer<Throwable> broken)
            throws IOException, InterruptedException {
        java.nio.channels.SocketChannel holder = java.nio.channels.SocketChannel.open();
        holder.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        LanePort port = new LanePort(lane, outages, loop, time, slowness, broken, holder);
        port.listener = port.listen().sync().channel();
        return port;
    }

    /** The port, the same whether it is open or shut. */
    int port() throws IOException {
        return ((InetSocketAddress) holder.getLocalAddress()).getPort();
    }

    LaneOutages outages() {
        return outages;
    }

    private ChannelFuture listen() throws IOException {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(SHARED, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        if (inside.size() >= MOST_CONNECTIONS) {
                            LaneHandler.reset(connection);
                            return;
                        }
                        inside.add(connection);
                        connection
                                .pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new LaneHandler(outages, time, slowness, outages::serviceMillis));
                    }
                })
                .bind(holder.getLocalAddress());
    }

    /** From now on the plan's moments have their meaning; on the loop. */
    void zero(long zeroMicros) {
        outages.zero(zeroMicros);
        for (Outage outage : lane.outages()) {
            if (outage.failureMode() == Outage.FailureMode.REFUSE && outage.shape() == OutageShape.ALL) {
                for (Outage.OutageInterval interval : outage.intervals()) {
                    at(zeroMicros, interval.at(), this::shut);
                    at(zeroMicros, interval.at().plus(interval.length()).minus(EARLY), this::openAgain);
                }
            }
        }
    }

    private void at(long zeroMicros, Duration offset, Runnable what) {
        long moment = zeroMicros + offset.toNanos() / 1000;
        long left = moment - ChronoUnit.MICROS.between(Instant.EPOCH, time.now());
        var unused = loop.schedule(what, left, TimeUnit.MICROSECONDS);
    }

    private void shut() {
        Channel open = listener;
        if (open != null) {
            var unused = open.close();
            listener = null;
        }
        inside.forEach(LaneHandler::reset);
    }

    private void openAgain() {
        try {
            var unused = listen().addListener((ChannelFutureListener) opened -> {
                if (opened.isSuccess()) {
                    listener = opened.channel();
                } else {
                    broken.accept(opened.cause());
                }
            });
        } catch (IOException gone) {
            broken.accept(gone);
        }
    }
}
