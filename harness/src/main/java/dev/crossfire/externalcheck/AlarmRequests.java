package dev.crossfire.externalcheck;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.externalcheck.AlarmReceiver.AlarmConsumer;
import dev.crossfire.model.environment.Secret;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads posted alarms; their sender has shown the token. */
final class AlarmRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
    /**
     * What all connections share.
     *
     * @param threads run what may take a while, such as the fetch of a certificate
     */
    record Settings(
            Secret token,
            SnsMessages sns,
            AlarmConsumer consumer,
            AlarmOverload overload,
            Executor threads,
            AtomicBoolean refusedStranger) {
        Settings(Secret token, SnsMessages sns, AlarmConsumer consumer, AlarmOverload overload, Executor threads) {
            this(token, sns, consumer, overload, threads, new AtomicBoolean());
        }

        boolean allows(HttpRequest request) {
            @Nullable String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
            String path = path(request);
            String prefix = AlarmReceiver.PATH + "/";
            String inPath = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
            return !token.reveal().isBlank()
                    && (same("Bearer " + token.reveal(), header == null ? "" : header) || same(token.reveal(), inPath));
        }

        private static String path(HttpRequest request) {
            try {
                return new QueryStringDecoder(request.uri()).path();
            } catch (IllegalArgumentException malformed) {
                return "";
            }
        }

        /** Takes as long for a token that is nearly right as for any other. */
        private static boolean same(String wanted, String found) {
            return MessageDigest.isEqual(
                    wanted.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
        }

        void refuseUnauthenticated() {
            if (!refusedStranger.getAndSet(true)) {
                consumer.refused(AlarmReceiver.SOURCE, "its token is missing or wrong; further ones are not reported");
            }
        }
    }

    private final Settings settings;

    AlarmRequests(Settings settings) {
        this.settings = settings;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!Settings.path(request).startsWith(AlarmReceiver.PATH)) {
            answer(context, HttpResponseStatus.NOT_FOUND, "expected " + AlarmReceiver.PATH + "\n");
        } else if (!request.method().equals(HttpMethod.POST)) {
            answer(
                    context,
                    HttpResponseStatus.METHOD_NOT_ALLOWED,
                    request.method().name() + " is invalid; expected POST\n");
        } else {
            byte[] body = ByteBufUtil.getBytes(request.content());
            try {
                settings.threads().execute(() -> take(context, body));
            } catch (RejectedExecutionException full) {
                settings.overload().rejected("alarms come faster than they can be read");
                answer(context, HttpResponseStatus.SERVICE_UNAVAILABLE, "too many alarms at once\n");
            }
        }
    }

    private void take(ChannelHandlerContext context, byte[] body) {
        try {
            JsonNode payload = AlarmPayload.json(body);
            List<AlarmMessage> alarms =
                    SnsMessages.isSns(payload) ? settings.sns().take(payload) : AlarmPayload.alarms(payload);
            for (AlarmMessage alarm : alarms) {
                publish(alarm);
            }
            answer(context, HttpResponseStatus.OK, "ok");
        } catch (IOException refused) {
            settings.consumer().refused(AlarmReceiver.SOURCE, String.valueOf(refused.getMessage()));
            answer(context, HttpResponseStatus.BAD_REQUEST, refused.getMessage() + "\n");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(AlarmMessage alarm) throws IOException {
        if (settings.overload().admits()) {
            settings.consumer().alarm(AlarmReceiver.SOURCE, alarm);
        }
    }

    /** Answers from any thread, and ends the connection: the next alarm comes on one of its own. */
    private static void answer(ChannelHandlerContext context, HttpResponseStatus status, String text) {
        FullHttpResponse response = response(status, text);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        var unused = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    static FullHttpResponse response(HttpResponseStatus status, String text) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        // The sender's connection; nothing of ours has failed.
        var unused = context.close();
    }
}
