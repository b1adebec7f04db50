package dev.crossfire.chaos.kubernetes;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits before a request is repeated as long as the server asks for with {@code Retry-After}, up to a limit; a longer wish
 * ends the request. The client itself reads the header and then repeats the request after a tenth of a second.
 */
final class RetryAfter implements Interceptor {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        int code = response.code();
        OptionalLong wish = code == TOO_MANY_REQUESTS || code == UNAVAILABLE
                ? seconds(response.header("Retry-After"))
                : OptionalLong.empty();
        if (wish.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        long seconds = wish.getAsLong();
        if (seconds <= LONGEST.toSeconds()) {
            return CompletableFuture.supplyAsync(
                    () -> true, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
        }
        String message = "it asks to wait " + seconds + " s; at most " + LONGEST.toSeconds() + " s are waited";
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
