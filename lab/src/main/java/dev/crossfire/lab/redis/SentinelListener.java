package dev.crossfire.lab.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/** Receives from a sentinel which server is primary, as long as it is open; a lost connection is opened again. */
final class SentinelListener implements AutoCloseable {
    private static final String SWITCHED = "+switch-master";
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Sentinel sentinel;
    private final IntConsumer primary;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread ears = new Thread(work, "sentinel-ears");
        ears.setDaemon(true);
        return ears;
    });
    private @Nullable Jedis session;
    private boolean closed;

    /**
     * A listener that is not connected yet.
     *
     * @param primary takes the port by which the sentinel knows the primary, now and whenever it may have changed
     */
    SentinelListener(Sentinel sentinel, IntConsumer primary) {
        this.sentinel = sentinel;
        this.primary = primary;
    }

    void listen() {
        var unused = thread.scheduleWithFixedDelay(this::hear, 0, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        closed = true;
        thread.shutdownNow();
        if (session != null) {
            // An interrupt does not end a read from a socket.
            session.disconnect();
        }
    }

    /** Returns when the sentinel was lost. */
    private void hear() {
        try (Jedis mine = Redis.connect(sentinel.port())) {
            if (take(mine)) {
                mine.subscribe(new Switches(), SWITCHED);
            }
        } catch (JedisException e) {
            // The sentinel is not there, or no longer; the next connection finds out, and reads what was missed.
            give();
        }
    }

    private synchronized boolean take(Jedis mine) {
        session = mine;
        return !closed;
    }

    private synchronized void give() {
        session = null;
    }

    private final class Switches extends JedisPubSub {
        /** Read only now: a switch before the subscription would be missed. */
        @Override
        public void onSubscribe(String channel, int channels) {
            try (Jedis asking = Redis.connect(sentinel.port())) {
                List<String> address = asking.sentinelGetMasterAddrByName(Sentinel.GROUP);
                primary.accept(Integer.parseInt(address.get(1)));
            }
        }

        /** The message: the group's name, the old address and port, the new address and port. */
        @Override
        public void onMessage(String channel, String message) {
            String[] words = message.split(" ", -1);
            primary.accept(Integer.parseInt(words[words.length - 1]));
        }
    }
}
