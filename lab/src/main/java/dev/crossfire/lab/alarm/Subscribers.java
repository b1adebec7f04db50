package dev.crossfire.lab.alarm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** The subscribers to alarms, each until its time is over. */
final class Subscribers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Subscribers.class.getName());
    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1|localhost|\\[::1]");
    private static final int MOST_SUBSCRIBERS = 16;
    private static final long LONGEST_SECONDS = 86_400;
    private static final int TRIES = 3;
    private static final int QUEUED = 256;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Map<URI, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    /** One thread, so that no subscriber gets an end before the beginning; what does not fit is dropped. */
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUED),
            work -> {
                Thread telling = new Thread(work, "alarm-daemon");
                telling.setDaemon(true);
                return telling;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    private record Subscription(String token, Instant until) {}

    Subscribers(InstantSource clock) {
        this.clock = clock;
    }

    /** Remembers an address for a time, or forgets it when that is zero; returns why not, or an empty text. */
    String subscribe(String url, String token, long seconds) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException e) {
            return "found a url that is none";
        }
        if (!"http".equals(address.getScheme())
                || address.getHost() == null
                || !LOOPBACK.matcher(address.getHost()).matches()) {
            return "found " + url + ", expected an address on this machine, as http://127.0.0.1:PORT/…";
        }
        if (seconds < 0 || seconds > LONGEST_SECONDS) {
            return "found " + seconds + " seconds, expected 0 to " + LONGEST_SECONDS;
        }
        subscriptions.values().removeIf(each -> !each.until().isAfter(clock.instant()));
        if (seconds == 0) {
            subscriptions.remove(address);
        } else {
            subscriptions.put(address, new Subscription(token, clock.instant().plusSeconds(seconds)));
            forgetWhoAreTooMany(address);
        }
        return "";
    }

    /** A subscriber that was killed has not unsubscribed: those whose time is over first make room for new ones. */
    private void forgetWhoAreTooMany(URI newcomer) {
        subscriptions.entrySet().stream()
                .filter(each -> !each.getKey().equals(newcomer))
                .sorted(Comparator.comparing(each -> each.getValue().until()))
                .limit(Math.max(0, subscriptions.size() - MOST_SUBSCRIBERS))
                .forEach(each -> subscriptions.remove(each.getKey(), each.getValue()));
    }

    /** Posts to all subscribers, soon. */
    void publish(byte[] body) {
        subscriptions.forEach((address, subscription) -> {
            if (subscription.until().isAfter(clock.instant())) {
                thread.execute(() -> post(address, subscription, body));
            }
        });
    }

    /** Where no server listens any more, nothing is posted again. */
    private void post(URI address, Subscription subscription, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + subscription.token())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        for (int i = 0; i < TRIES; i++) {
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 == 2) {
                    return;
                }
                LOG.log(Level.WARNING, "{0} answers {1} to an alarm", new Object[] {address, status});
            } catch (ConnectException gone) {
                subscriptions.remove(address, subscription);
                return;
            } catch (IOException e) {
                LOG.log(Level.FINE, "no subscriber answers at " + address, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
