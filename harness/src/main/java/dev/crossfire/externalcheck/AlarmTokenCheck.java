package dev.crossfire.externalcheck;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;

/** Refuses a request without the token before anything of its body is kept. */
final class AlarmTokenCheck extends ChannelInboundHandlerAdapter {
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
                settings.refuseStranger();
                // Its body is still on its way; closed now, the connection would be reset and the answer lost.
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
