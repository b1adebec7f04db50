package dev.crossfire.lab.redis;

import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ServerUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The one program that is both the cache's servers and the sentinel over them.
 *
 * @param program the unpacked server
 * @param runAs its user
 */
public record RedisExecutable(Path program, ServerUser runAs) {
    static final String HOST = "127.0.0.1";
    private static final int ANSWER_MILLIS = 1_000;

    /**
     * Returns what starts a server or a sentinel.
     *
     * @param name how it is called
     * @param file its configuration
     * @param more further arguments on its command line
     */
    public ChildSpec spec(String name, ConfigurationFile file, Path log, String... more) {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), file.path().toString()));
        command.addAll(List.of(more));
        return new ChildSpec(name, runAs.command(command), Map.of(), log);
    }

    /** Connects; a server that takes longer than a second to answer is given up. */
    static Jedis connect(int port) {
        return new Jedis(
                new HostAndPort(HOST, port),
                DefaultJedisClientConfig.builder()
                        .timeoutMillis(ANSWER_MILLIS)
                        .serverDefaultProtocol()
                        .build());
    }

    /**
     * Waits until a server or a sentinel is as it should be.
     *
     * @param wanted tested again and again over new connections
     * @throws PartFailedException if it is not within the limit
     */
    static void await(String name, int port, Path log, Duration limit, String what, Predicate<Jedis> wanted)
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

    /**
     * The configuration of a server or a sentinel, in a folder of its own: the program writes what it learns there.
     *
     * @param path where it is
     */
    public record ConfigurationFile(Path path, ServerUser runAs) {
        /** Makes the folder, readable by its owner only; the file is not there yet. */
        public static ConfigurationFile in(Path folder, ServerUser runAs) throws IOException {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            runAs.give(folder);
            return new ConfigurationFile(folder.resolve("redis.conf"), runAs);
        }

        /** Writes the whole file at once: its owner may read or rewrite it at any moment. */
        void write(List<String> lines) throws IOException {
            Path fresh = path.resolveSibling("fresh.conf");
            Files.write(fresh, lines);
            runAs.give(fresh);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
