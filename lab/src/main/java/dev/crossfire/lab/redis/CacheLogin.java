package dev.crossfire.lab.redis;

import dev.crossfire.lab.process.PartFailedException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The login to the cache's servers and their sentinel; it lives as long as the lab: loopback is shared with others.
 *
 * @param password never shown by {@link #toString()}
 */
public record CacheLogin(String user, String password) {
    private static final String USER = "lab";
    private static final int PASSWORD_BYTES = 16;
    private static final int ANSWER_MILLIS = 1_000;

    /** Returns a login with a new random password. */
    public static CacheLogin random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new CacheLogin(USER, HexFormat.of().formatHex(bytes));
    }

    /**
     * Returns the lines of a configuration that require the login.
     *
     * <p>Without it a client may ping and read the server's state, as probes do, and nothing else.
     */
    public List<String> accessRules() {
        return List.of(
                "user default reset on nopass +ping +info", "user " + user + " reset on >" + password + " ~* &* +@all");
    }

    /** Returns the lines by which a server logs in to the one that it replicates. */
    List<String> ofReplica() {
        return List.of("masteruser " + user, "masterauth " + password);
    }

    /** Returns the lines by which a sentinel logs in to the servers of a group. */
    List<String> ofSentinel(String group) {
        return List.of("sentinel auth-user " + group + " " + user, "sentinel auth-pass " + group + " " + password);
    }

    /** Connects; a server that takes longer than a second to answer is given up. */
    Jedis connect(int port) {
        return new Jedis(
                new HostAndPort(RedisExecutable.HOST, port),
                DefaultJedisClientConfig.builder()
                        .timeoutMillis(ANSWER_MILLIS)
                        .user(user)
                        .password(password)
                        .serverDefaultProtocol()
                        .build());
    }

    /**
     * Waits until a server or a sentinel is in the wanted state.
     *
     * @param wanted tested again and again over new connections
     * @throws PartFailedException if it is not within the limit
     */
    void await(String name, int port, Path log, Duration limit, String what, Predicate<Jedis> wanted)
            throws PartFailedException {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptionsInstanceOf(JedisException.class)
                    .atMost(limit)
                    .until(() -> {
                        try (Jedis session = connect(port)) {
                            return wanted.test(session);
                        }
                    });
        } catch (ConditionTimeoutException e) {
            throw new PartFailedException(
                    name, "expected " + what + " on port " + port + " within " + limit.toSeconds() + " s", log, e);
        }
    }

    @Override
    public String toString() {
        return "CacheLogin[" + user + "]";
    }
}
