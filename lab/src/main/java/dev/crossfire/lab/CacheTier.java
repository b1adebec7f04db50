package dev.crossfire.lab;

import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.link.LinkSettings;
import dev.crossfire.lab.process.Backoff;
import dev.crossfire.lab.process.Keeper;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.redis.Redis;
import dev.crossfire.lab.zone.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/** The cache in zone c, and the link that the shop reaches it by. */
record CacheTier(Keeper keeper, int serverPort, Link link, Path log) implements AutoCloseable {
    private static final String NAME = "redis-1" + Zone.C.letter();

    /** Describes the tier; the link is open, the server is not started. */
    static CacheTier open(Base base, Path program) throws IOException {
        int port = base.ports().next();
        Path log = base.log(NAME);
        Keeper keeper = new Keeper(
                Redis.spec(program, port, NAME, base.runAs(), log),
                Backoff.USUAL,
                base.timer(),
                base.clock(),
                base.truth());
        Link link = Link.open(LinkSettings.named("shop-to-cache")
                .leadingTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        return new CacheTier(keeper, port, link, log);
    }

    /** Starts the server and waits until it answers. */
    CacheTier start(Duration limit) throws IOException, PartFailedException {
        keeper.start();
        Redis.await(NAME, serverPort, log, limit);
        return this;
    }

    /** Returns where the shop reaches the cache. */
    int port() {
        return link.address().getPort();
    }

    @Override
    public void close() {
        keeper.stop();
        link.close();
    }
}
