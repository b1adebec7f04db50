package dev.crossfire.lab;

import dev.crossfire.lab.failover.FailoverSettings;
import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.link.LinkSettings;
import dev.crossfire.lab.process.Backoff;
import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.redis.CacheGroup;
import dev.crossfire.lab.redis.CacheLogin;
import dev.crossfire.lab.redis.CacheNode;
import dev.crossfire.lab.redis.RedisExecutable;
import dev.crossfire.lab.redis.RedisExecutable.ConfigurationFile;
import dev.crossfire.lab.redis.Sentinel;
import dev.crossfire.lab.zone.LabZone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The cache: a primary in zone c, its replica in zone a, the sentinel over them, and the two links that follow the
 * primary.
 *
 * <p>The shop and the observers have a link each, so that a fault on the shop's way to its cache does not blind
 * observers of the cache itself.
 */
record CacheTier(CacheGroup group, CacheLogin login, Link link, Link observers) implements AutoCloseable {
    /** The name of the part as a whole. */
    static final String NAME = "redis";

    /** Describes the tier; the links are open, no server is started. */
    static CacheTier open(LabContext context, Path program, FailoverSettings settings) throws IOException {
        RedisExecutable redis = new RedisExecutable(program, context.runAs());
        CacheNode primary = node(context, redis, LabZone.C);
        CacheNode replica = node(context, redis, LabZone.A);
        Link link = Link.open(LinkSettings.named("shop-to-cache").leadingTo(local(primary.port())));
        Link observers = Link.open(LinkSettings.named("observer-to-cache").leadingTo(local(primary.port())));
        CacheLogin login = CacheLogin.random();
        CacheGroup group = new CacheGroup(
                primary,
                replica,
                sentinel(context, redis),
                login,
                settings,
                port -> {
                    link.repoint(local(port));
                    observers.repoint(local(port));
                },
                context.timer(),
                context.truth());
        return new CacheTier(group, login, link, observers);
    }

    /** Starts the servers and returns when the replica could take over. */
    CacheTier start(Duration limit) throws IOException, PartFailedException {
        group.start(limit);
        return this;
    }

    /** Returns where the shop reaches the cache. */
    int port() {
        return link.address().getPort();
    }

    /** Returns the address at which observers reach the cache. */
    int observerPort() {
        return observers.address().getPort();
    }

    /** Returns where observers log in. */
    ReadyLine.CacheAccess access() {
        return new ReadyLine.CacheAccess(
                URI.create("redis://" + observers.address().getAddress().getHostAddress() + ":" + observerPort()),
                login.user(),
                login.password());
    }

    @Override
    public void close() {
        group.close();
        link.close();
        observers.close();
    }

    private static CacheNode node(LabContext context, RedisExecutable redis, LabZone zone) throws IOException {
        String name = NAME + "-1" + zone.letter();
        ConfigurationFile file = ConfigurationFile.in(context.folder().resolve(name), context.runAs());
        ProcessSupervisor supervisor = supervisor(context, redis.spec(name, file, context.log(name)));
        int port = context.ports().next();
        Link front = Link.open(LinkSettings.named("to-" + name).leadingTo(local(port)));
        return new CacheNode(name, zone, port, front, file, supervisor);
    }

    private static Sentinel sentinel(LabContext context, RedisExecutable redis) throws IOException {
        String name = NAME + "-sentinel";
        ConfigurationFile file = ConfigurationFile.in(context.folder().resolve(name), context.runAs());
        ProcessSupervisor supervisor = supervisor(context, redis.spec(name, file, context.log(name), "--sentinel"));
        return new Sentinel(name, context.ports().next(), file, supervisor);
    }

    private static ProcessSupervisor supervisor(LabContext context, ChildSpec spec) {
        return new ProcessSupervisor(spec, Backoff.USUAL, context.timer(), context.clock(), context.truth());
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
