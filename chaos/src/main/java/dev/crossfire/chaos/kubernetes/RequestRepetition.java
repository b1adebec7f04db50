package dev.crossfire.chaos.kubernetes;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which requests a client sends to an API server again after a failure, and when. */
final class RequestRepetition {
    static final int TOO_MANY_REQUESTS = 429;

    private static final int UNAVAILABLE = 503;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private RequestRepetition() {}

    /** Makes a client respect {@code Retry-After} and {@link #none}; what repeats requests is added before. */
    static void configure(HttpClient.Builder http) {
        http.addOrReplaceInterceptor("crossfire-retry-after", new RetryAfter());
        if (http instanceof StandardHttpClientBuilder<?, ?, ?> all) {
            all.getInterceptors().replaceAll((name, one) -> new Repeatable(one));
        } else {
            throw new IllegalStateException("the HTTP client does not show what repeats its requests: " + http);
        }
    }

    /** The same client, which sends each request once: not again after a failure, a wait or a new login. */
    static Client none(Client client) {
        RequestConfig once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .build();
        return client.newClient(once);
    }

    private static boolean isAllowed(Interceptor.RequestTags client) {
        RequestConfig config = client.getTag(RequestConfig.class);
        return config == null || !Integer.valueOf(0).equals(config.getRequestRetryBackoffLimit());
    }

    /** What may repeat requests, but none that is sent once. */
    private record Repeatable(Interceptor inner) implements Interceptor {
        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            inner.before(builder, request, tags);
        }

        @Override
        public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
            inner.after(request, response, body);
        }

        @Override
        public AsyncBody.Consumer<List<ByteBuffer>> consumer(
                AsyncBody.Consumer<List<ByteBuffer>> body, HttpRequest request) {
            return inner.consumer(body, request);
        }

        @Override
        public CompletableFuture<Boolean> afterFailure(
                HttpRequest.Builder builder, HttpResponse<?> response, RequestTags tags) {
            return isAllowed(tags)
                    ? inner.afterFailure(builder, response, tags)
                    : CompletableFuture.completedFuture(false);
        }

        @Override
        public CompletableFuture<Boolean> afterFailure(
                BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
            return isAllowed(tags)
                    ? inner.afterFailure(builder, response, tags)
                    : CompletableFuture.completedFuture(false);
        }

        @Override
        public void afterConnectionFailure(HttpRequest request, Throwable failed) {
            inner.afterConnectionFailure(request, failed);
        }
    }

    /**
     * Waits before a request is repeated as long as {@code Retry-After} demands, up to a limit; a longer time ends the
     * request. The client itself reads the header and then repeats the request after a tenth of a second.
     */
    private static final class RetryAfter implements Interceptor {
        @Override
        public CompletableFuture<Boolean> afterFailure(
                BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
            int code = response.code();
            OptionalLong wish = code == TOO_MANY_REQUESTS || code == UNAVAILABLE
                    ? seconds(response.header("Retry-After"))
                    : OptionalLong.empty();
            if (wish.isEmpty()) {
                return CompletableFuture.completedFuture(false);
            }
            long seconds = wish.getAsLong();
            if (seconds <= LONGEST_WAIT.toSeconds()) {
                return CompletableFuture.supplyAsync(
                        () -> true, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
            }
            String message = "it asks to wait " + seconds + " s; at most " + LONGEST_WAIT.toSeconds() + " s are waited";
            return CompletableFuture.failedFuture(new KubernetesClientException(
                    message,
                    code,
                    new StatusBuilder().withCode(code).withMessage(message).build()));
        }

        /** Empty for none, and for a date, which no API server sends. */
        private static OptionalLong seconds(@Nullable String header) {
            return header != null && header.trim().matches("\\d{1,9}")
                    ? OptionalLong.of(Long.parseLong(header.trim()))
                    : OptionalLong.empty();
        }
    }
}
