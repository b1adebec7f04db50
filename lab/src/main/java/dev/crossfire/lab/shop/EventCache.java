package dev.crossfire.lab.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crossfire.lab.shop.EventTable.TicketEvent;
import dev.crossfire.lab.shop.JsonHandler.ShopJson;
import dev.crossfire.lab.shop.ShopSettings.CacheSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Events in Redis, for a moment each.
 *
 * <p>Cache errors are not passed on to callers. After one a circuit breaker skips the cache for a while, so that a cache
 * that hangs costs one short wait in that time and not one per request.
 */
final class EventCache implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EventCache.class.getName());

    private final CacheSettings settings;
    private final RedisClient redis;
    private final LongSupplier nanos;
    /** No call before this moment, by {@link #nanos}. */
    private final AtomicLong nextTry;

    EventCache(CacheSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.nextTry = new AtomicLong(nanos.getAsLong());
        this.redis = connect(settings);
    }

    Optional<TicketEvent> find(long id) {
        if (resting()) {
            return Optional.empty();
        }
        try {
            String json = redis.get(key(id));
            return json == null ? Optional.empty() : Optional.of(ShopJson.MAPPER.readValue(json, TicketEvent.class));
        } catch (JedisException | JsonProcessingException e) {
            rest(e);
            return Optional.empty();
        }
    }

    void keep(TicketEvent event) {
        if (resting()) {
            return;
        }
        try {
            redis.set(
                    key(event.id()),
                    ShopJson.MAPPER.writeValueAsString(event),
                    SetParams.setParams().px(settings.freshFor().toMillis()));
        } catch (JedisException | JsonProcessingException e) {
            rest(e);
        }
    }

    /**
     * Reads from the cache itself, resting or not.
     *
     * @throws JedisException when it does not answer in time
     */
    void ping() {
        redis.ping();
    }

    @Override
    public void close() {
        redis.close();
    }

    private boolean resting() {
        return nanos.getAsLong() - nextTry.get() < 0;
    }

    private void rest(Exception cause) {
        LOG.log(Level.WARNING, "cache failed, left alone for {0}: {1}", new Object[] {settings.rest(), cause});
        nextTry.set(nanos.getAsLong() + settings.rest().toNanos());
    }

    private static String key(long id) {
        return "event:" + id;
    }

    private static RedisClient connect(CacheSettings settings) {
        Duration limit = settings.limit();
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(settings.connections());
        pool.setMaxIdle(settings.connections());
        pool.setMaxWait(limit);
        pool.setJmxEnabled(false);
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) limit.toMillis())
                .socketTimeoutMillis((int) limit.toMillis());
        if (!settings.user().isEmpty()) {
            client.user(settings.user()).password(settings.password());
        }
        return RedisClient.builder()
                .hostAndPort(new HostAndPort(
                        settings.address().getAddress().getHostAddress(),
                        settings.address().getPort()))
                .clientConfig(client.build())
                .poolConfig(pool)
                .build();
    }
}
