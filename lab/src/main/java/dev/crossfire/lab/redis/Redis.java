package dev.crossfire.lab.redis;

import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.RunAs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** How the cache server is started: in memory only, a cache has nothing to keep. */
public final class Redis {
    private static final String PONG = "+PONG";
    private static final int ANSWER_MILLIS = 1_000;

    private Redis() {}

    /**
     * Returns what starts it.
     *
     * @param program the unpacked server
     * @param port its loopback port
     * @param name how it is called
     */
    public static ChildSpec spec(Path program, int port, String name, RunAs runAs, Path log) {
        List<String> command = List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "allkeys-lru",
                "--dir",
                "/");
        return new ChildSpec(name, runAs.command(command), Map.of(), log);
    }

    /**
     * Waits until the server answers.
     *
     * @throws PartFailedException if it does not within the limit
     */
    public static void await(String name, int port, Path log, Duration limit) throws PartFailedException {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .atMost(limit)
                    .until(() -> answers(port));
        } catch (ConditionTimeoutException e) {
            throw new PartFailedException(name, "did not answer on port " + port + " within " + limit, log, e);
        }
    }

    private static boolean answers(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(PONG.length());
            return PONG.equals(new String(answer, StandardCharsets.US_ASCII));
        }
    }
}
