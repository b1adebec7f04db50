package dev.crossfire.simulations.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatling.core.config.GatlingConfiguration;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    /** Gatling's client reports a closed connection's request only while the timer of its time limit runs. */
    @Test
    void aConnectionClosesBeforeItsTimerIsCancelledEvenWhenTheEndIsOrderedDuringATask() throws Exception {
        EventLoops loops = new EventLoops(GatlingConfiguration.load().netty());
        CompletableFuture<Boolean> timerRan = new CompletableFuture<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Channel connection = new Bootstrap()
                    .group(loops)
                    .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(server.getLocalSocketAddress())
                    .sync()
                    .channel();
            var timer = connection.eventLoop().schedule(() -> {}, 1, TimeUnit.HOURS);
            connection.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelInactive(ChannelHandlerContext context) {
                    timerRan.complete(!timer.isDone());
                }
            });
            CountDownLatch ordered = new CountDownLatch(1);
            connection.eventLoop().execute(() -> await().until(() -> ordered.getCount() == 0));
            Thread end = new Thread(loops::end);
            end.start();
            await().until(() -> end.getState() == Thread.State.TIMED_WAITING);
            ordered.countDown();
            end.join();
            assertThat(timerRan).isCompletedWithValue(true);
            assertThat(loops.isTerminated()).isTrue();
        }
    }
}
