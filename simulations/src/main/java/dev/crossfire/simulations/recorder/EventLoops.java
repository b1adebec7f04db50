package dev.crossfire.simulations.recorder;

import io.gatling.core.config.NettyConfiguration;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that send Gatling's requests, whose end reports every request in flight.
 *
 * <p>A Netty event loop that is ordered to end between its look at the connections and its look at that order cancels
 * its timers before it closes its connections. A request whose timer is cancelled is over for Gatling's HTTP client,
 * which then reports nothing. These event loops obey only where closing the connections is the next step.
 */
final class EventLoops extends MultiThreadIoEventLoopGroup {
    private static final long LONGEST_SHUTDOWN_MILLIS = 2000;
    /** On a busy machine threads end later than requested; what they have not reported by then is lost. */
    private static final long LONGEST_WAIT_MILLIS = 5000;

    /** As many threads as Gatling's own group has, with the transport that its HTTP client expects. */
    EventLoops(NettyConfiguration settings) {
        super(0, new DefaultThreadFactory("gatling"), transport(settings));
    }

    private static IoHandlerFactory transport(NettyConfiguration settings) {
        if (settings.useNativeTransport()) {
            if (settings.useIoUring() && IoUring.isAvailable()) {
                return IoUringIoHandler.newFactory();
            }
            if (Epoll.isAvailable()) {
                return EpollIoHandler.newFactory();
            }
        }
        return NioIoHandler.newFactory();
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory transport, Object... none) {
        return new ReportingLoop(this, executor, transport);
    }

    /** Ends all connections; requests in flight end now, as failed. */
    void end() {
        forEach(loop -> ((ReportingLoop) loop).end());
        terminationFuture().awaitUninterruptibly(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static final class ReportingLoop extends SingleThreadIoEventLoop {
        private volatile boolean ending;

        ReportingLoop(IoEventLoopGroup group, Executor executor, IoHandlerFactory transport) {
            super(group, executor, transport);
        }

        void end() {
            ending = true;
            // Wakes it up.
            execute(() -> {});
        }

        @Override
        protected int runIo() {
            if (ending) {
                var unused = shutdownGracefully(0, LONGEST_SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
            }
            return super.runIo();
        }
    }
}
