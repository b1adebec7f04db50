package dev.crossfire.externalcheck;

import dev.crossfire.model.environment.ObservabilityConfig.Webhook;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where alarms are posted to: {@code POST /alarms} with the token as a bearer's, or {@code POST /alarms/TOKEN} for senders
 * that can set no header.
 *
 * <p>A client that has not shown the token can hold a connection and nothing else. When there are too many of these, the
 * oldest is closed, so a flood can delay an alarm but hardly block it. If it may have blocked one, the receiver reports it.
 */
final class AlarmReceiver implements AutoCloseable {
    /** The source, as observations name it. */
    static final String SOURCE = "webhook";

    static final String PATH = "/alarms";

    /** The largest message of SNS; the others' are smaller. */
    private static final int LARGEST_MESSAGE_BYTES = 256 << 10;

    private static final int LONGEST_LINE = 4096;
    private static final int LARGEST_HEAD = 16 << 10;
    private static final int CHUNK = 8 << 10;
    private static final int MOST_CONNECTIONS = 256;
    private static final long REQUEST_SECONDS = 10;
    private static final int THREADS = 2;
    private static final int QUEUED = 64;

    /** Takes the received alarms. */
    interface AlarmConsumer {
        void alarm(String source, AlarmMessage message) throws IOException;

        void refused(String source, String why);

        /** From now on alarms may get lost. */
        void overloaded(String source, String why);

        /** From now on none gets lost again. */
        void ready(String source);
    }

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("alarms", true), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUED),
            new DefaultThreadFactory("alarm-messages", true));
    /** Those that have not shown the token, oldest first; for the event loop only. */
    private final Set<Channel> unauthenticated = new LinkedHashSet<>();

    private final AlarmOverload overload;
    private final AlarmRequests.Settings settings;
    private int connections;
    private final Channel listener;

    private AlarmReceiver(Webhook webhook, InstantSource clock, AlarmConsumer consumer) throws IOException {
        overload = new AlarmOverload(loop, consumer);
        settings = new AlarmRequests.Settings(
                webhook.token(), new SnsMessages(webhook.sns(), clock), consumer, overload, threads);
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, MOST_CONNECTIONS)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(new InetSocketAddress(webhook.address(), webhook.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close(threads, group);
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        listener = bound.channel();
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the port is taken
     */
    static AlarmReceiver open(Webhook webhook, InstantSource clock, AlarmConsumer consumer) throws IOException {
        return new AlarmReceiver(webhook, clock, consumer);
    }

    private void accept(SocketChannel channel) {
        if (connections >= MOST_CONNECTIONS) {
            overload.rejected("more than " + MOST_CONNECTIONS + " connections at once");
            end(unauthenticated.stream().findFirst().orElse(channel));
        }
        connections++;
        unauthenticated.add(channel);
        var deadline = loop.schedule(() -> end(channel), REQUEST_SECONDS, TimeUnit.SECONDS);
        var unused = channel.closeFuture().addListener(closed -> {
            deadline.cancel(false);
            connections--;
            unauthenticated.remove(channel);
        });
        channel.pipeline()
                .addLast(new HttpServerCodec(LONGEST_LINE, LARGEST_HEAD, CHUNK))
                .addLast(new AlarmTokenCheck(settings, () -> unauthenticated.remove(channel)))
                .addLast(new HttpObjectAggregator(LARGEST_MESSAGE_BYTES))
                .addLast(new AlarmRequests(settings));
    }

    private static void end(Channel channel) {
        var unused = channel.close();
    }

    /** Where it is posted to. */
    URI address() {
        InetSocketAddress bound = (InetSocketAddress) listener.localAddress();
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + PATH);
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        close(threads, group);
    }

    private static void close(ExecutorService threads, EventLoopGroup group) {
        threads.shutdownNow();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Refuses a request without the token before anything of its body is kept. */
    private static final class AlarmTokenCheck extends ChannelInboundHandlerAdapter {
        private final AlarmRequests.Settings settings;
        private final Runnable trusted;
        private boolean refused;

        /** The action is called once a request has shown the token. */
        AlarmTokenCheck(AlarmRequests.Settings settings, Runnable trusted) {
            this.settings = settings;
            this.trusted = trusted;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                var unused = context.close();
                return;
            }
            if (message instanceof HttpRequest request) {
                refused = !settings.allows(request);
                if (refused) {
                    settings.refuseUnauthenticated();
                    // Its body is still arriving: closing now would reset the connection, and the answer would be lost.
                    var unused = context.writeAndFlush(
                            AlarmRequests.response(HttpResponseStatus.UNAUTHORIZED, "the token is missing or wrong\n"));
                } else {
                    trusted.run();
                }
            }
            if (refused) {
                ReferenceCountUtil.release(message);
            } else {
                context.fireChannelRead(message);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
            // The sender's connection; nothing of ours has failed.
            var unused = context.close();
        }
    }
}
