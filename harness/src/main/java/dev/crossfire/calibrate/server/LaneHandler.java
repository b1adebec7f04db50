package dev.crossfire.calibrate.server;

import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.time.TimeSource;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a lane: serves each request, or fails it as the lane's plan demands at this moment.
 *
 * <p>A right answer has one of the statuses 200 to 299, and its last two digits are the milliseconds of this clock at
 * which the request arrived: the recorder keeps the status, so a reader of the records can compare the clocks.
 */
final class LaneHandler extends ChannelInboundHandlerAdapter {
    private static final int DIGITS = 100;

    private final LaneOutages lane;
    private final TimeSource time;
    private final Duration slowness;
    private final LongSupplier serviceMillis;
    private Outage.@Nullable FailureMode decided;
    private HttpResponseStatus right = HttpResponseStatus.OK;

    /**
     * @param slowness how late an answer is that is too late
     * @param serviceMillis how long the next right answer takes
     */
    LaneHandler(LaneOutages lane, TimeSource time, Duration slowness, LongSupplier serviceMillis) {
        this.serviceMillis = serviceMillis;
        this.lane = lane;
        this.time = time;
        this.slowness = slowness;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, time.now());
            decided = lane.decide(now);
            right = HttpResponseStatus.valueOf(HttpResponseStatus.OK.code() + (int) (now / 1000 % DIGITS));
        }
        if (message instanceof LastHttpContent) {
            answer(context);
        }
        ReferenceCountUtil.release(message);
    }

    private void answer(ChannelHandlerContext context) {
        if (decided == null) {
            sendAfter(context, serviceMillis.getAsLong());
            return;
        }
        switch (decided) {
            case FAIL -> send(context, HttpResponseStatus.SERVICE_UNAVAILABLE);
            case REFUSE -> reset(context.channel());
            case SLOW -> sendAfter(context, slowness.toMillis());
            case HANG -> {
                // The client loses patience and closes the connection.
            }
        }
    }

    private void sendAfter(ChannelHandlerContext context, long millis) {
        HttpResponseStatus answer = right;
        if (millis == 0) {
            send(context, answer);
            return;
        }
        var unused = context.executor().schedule(() -> send(context, answer), millis, TimeUnit.MILLISECONDS);
    }

    private static void send(ChannelHandlerContext context, HttpResponseStatus status) {
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        var unused = context.writeAndFlush(answer);
    }

    /** Ends a connection as a crashed machine does: with a reset, not with an orderly close. */
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var unused = channel.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            cause.printStackTrace(System.err);
        }
        // A client that has disconnected needs no answer; one whose request made the handler fail gets none.
        var unused = context.close();
    }
}
