package dev.crossfire.lab;

import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ProcessSupervisor;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until a part of the lab answers over HTTP. */
final class HttpReadiness {
    private static final int ANSWER_MILLIS = 1_000;

    private HttpReadiness() {}

    /**
     * Waits for a good answer.
     *
     * @param part the part that is to answer
     * @throws PartFailedException if there is none within the limit, or the part crashes again and again
     */
    static void await(ProcessSupervisor part, URI uri, Duration limit) throws PartFailedException {
        String name = part.spec().name();
        Path log = part.spec().log();
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(limit)
                    .until(() -> part.crashLoop() || status(uri) == HttpURLConnection.HTTP_OK);
        } catch (ConditionTimeoutException e) {
            throw new PartFailedException(
                    name, "gave no good answer at " + uri + " within " + limit.toSeconds() + " s", log, e);
        }
        if (part.crashLoop()) {
            throw new PartFailedException(name, "ends again and again while it starts", log, null);
        }
    }

    private static int status(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return 0;
        }
    }
}
