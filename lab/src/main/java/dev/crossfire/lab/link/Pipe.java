package dev.crossfire.lab.link;

import dev.crossfire.lab.link.LinkState.DirectionSettings;
import dev.crossfire.lab.time.LabClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Carries the bytes of one connection in one direction, in order, each after its lag.
 *
 * <p>Lives on the event loop of its tunnel and is touched by no other thread.
 */
final class Pipe extends ChannelInboundHandlerAdapter {

    /** Bytes on their way, or, when empty, the end of the stream. */
    private record Parcel(ByteBuf bytes, long due) {
        boolean isEnd() {
            return !bytes.isReadable();
        }

        Parcel notAfter(long latest) {
            return latest - due < 0 ? new Parcel(bytes, latest) : this;
        }
    }

    private final Tunnel tunnel;
    private final RandomGenerator random;
    private final LongAdder delivered;
    private final int maxBuffered;
    private final Queue<Parcel> queue = new ArrayDeque<>();
    private @Nullable Channel source;
    private @Nullable Channel sink;
    private @Nullable Pipe opposite;
    private DirectionSettings lane = DirectionSettings.CLEAR;
    private boolean frozen;
    private int buffered;
    private long lastDue;
    private boolean timerSet;
    private long timerDue;

    Pipe(Tunnel tunnel, RandomGenerator random, LongAdder delivered, int maxBuffered) {
        this.tunnel = tunnel;
        this.random = random;
        this.delivered = delivered;
        this.maxBuffered = maxBuffered;
        this.lastDue = LabClock.nanos();
    }

    void join(Pipe other) {
        opposite = other;
    }

    /** Gives the bytes somewhere to go; until then they are kept. */
    void leadTo(Channel channel) {
        sink = channel;
        drain();
    }

    void shape(DirectionSettings newLane, boolean freeze) {
        if (!lane.equals(newLane)) {
            lane = newLane;
            bringForward(LabClock.nanos() + newLane.longest());
        }
        frozen = freeze;
        drain();
    }

    /** A lane that is clear again is so at once, not only when the last of what was kept back for long has arrived. */
    private void bringForward(long latest) {
        for (int left = queue.size(); left > 0; left--) {
            queue.add(queue.remove().notAfter(latest));
        }
        lastDue = latest - lastDue < 0 ? latest : lastDue;
    }

    /** Releases everything kept back; nothing is delivered afterwards. */
    void discard() {
        frozen = true;
        for (Parcel parcel = queue.poll(); parcel != null; parcel = queue.poll()) {
            parcel.bytes().release();
        }
        buffered = 0;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        source = context.channel();
        regulate();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        buffered += bytes.readableBytes();
        queue.add(new Parcel(bytes, due()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        drain();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        queue.add(new Parcel(Unpooled.EMPTY_BUFFER, due()));
        tunnel.sideClosed();
        drain();
    }

    /** The source has room again: what the opposite pipe keeps for it may go on. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (opposite != null) {
            opposite.drain();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The peer reset its side, so the other side is to see a reset too.
        tunnel.reset();
    }

    /** Jitter must not reorder a stream, so nothing is due before what came earlier. */
    private long due() {
        long drawn = LabClock.nanos() + lane.draw(random);
        lastDue = drawn - lastDue > 0 ? drawn : lastDue;
        return lastDue;
    }

    private void drain() {
        Channel to = sink;
        if (to != null && !frozen) {
            while (!queue.isEmpty() && to.isWritable() && isDue(queue.element())) {
                deliver(queue.remove(), to);
            }
            to.flush();
        }
        regulate();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the timer only drains, and a failed write notifies the channel
    private boolean isDue(Parcel parcel) {
        long wait = parcel.due() - LabClock.nanos();
        if (wait > 0 && (!timerSet || parcel.due() - timerDue < 0)) {
            timerSet = true;
            timerDue = parcel.due();
            tunnel.loop().schedule(this::timeIsUp, wait, TimeUnit.NANOSECONDS);
        }
        return wait <= 0;
    }

    private void timeIsUp() {
        timerSet = false;
        drain();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failed farewell closes the channel just the same
    private void deliver(Parcel parcel, Channel to) {
        if (parcel.isEnd()) {
            to.writeAndFlush(parcel.bytes()).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        int size = parcel.bytes().readableBytes();
        buffered -= size;
        delivered.add(size);
        to.write(parcel.bytes(), to.voidPromise());
    }

    private void regulate() {
        if (source != null) {
            source.config().setOption(ChannelOption.AUTO_READ, !frozen && buffered < maxBuffered);
        }
    }
}
