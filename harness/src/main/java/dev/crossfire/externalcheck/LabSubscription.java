package dev.crossfire.externalcheck;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Subscribes to a lab's alarm daemon, for a time after which the subscription expires by itself. */
final class LabSubscription implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    /** The daemon keeps no subscription for longer. */
    private static final Duration LONGEST_SUBSCRIPTION = Duration.ofDays(1);

    private static final int NO_CONTENT = 204;

    private final URI daemon;
    private final Secret access;
    private final URI webhook;
    private final Secret token;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_LIMIT)
            .build();

    private LabSubscription(URI daemon, Secret access, URI webhook, Secret token) {
        this.daemon = daemon;
        this.access = access;
        this.webhook = webhook;
        this.token = token;
    }

    /**
     * Subscribes.
     *
     * @param access what the daemon accepts subscribers by
     * @param token what the daemon is to present with every alarm
     * @throws IOException when the daemon refuses
     */
    static LabSubscription of(URI daemon, Secret access, URI webhook, Secret token, Duration forAtMost)
            throws IOException, InterruptedException {
        LabSubscription subscription = new LabSubscription(daemon, access, webhook, token);
        int status = subscription.put(forAtMost.compareTo(LONGEST_SUBSCRIPTION) < 0 ? forAtMost : LONGEST_SUBSCRIPTION);
        if (status != NO_CONTENT) {
            throw new IOException("the lab's alarm daemon answers " + status + "; expected " + NO_CONTENT);
        }
        return subscription;
    }

    private int put(Duration forAtMost) throws IOException, InterruptedException {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("url", webhook.toString());
        wish.put("token", token.reveal());
        wish.put("seconds", forAtMost.toSeconds());
        HttpRequest request = HttpRequest.newBuilder(daemon)
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + access.reveal())
                .PUT(HttpRequest.BodyPublishers.ofString(Json.line(wish)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Unsubscribes; at a daemon that cannot be reached the subscription expires. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            put(Duration.ZERO);
        } catch (IOException gone) {
            // A daemon that has ended posts nothing more.
            interrupted |= Thread.interrupted();
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
