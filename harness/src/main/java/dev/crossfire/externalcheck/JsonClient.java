package dev.crossfire.externalcheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.crossfire.chaos.probe.UnreachableReason;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests JSON from other servers, in bounded time and size. */
final class JsonClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final @Nullable Secret token;
    private final Duration limit;
    private final int largest;
    private final HttpClient client;

    /** An answer; the body is missing unless the status is 200. */
    record JsonAnswer(int status, JsonNode body) {
        boolean isOk() {
            return status == OK;
        }
    }

    /**
     * A client.
     *
     * @param token its bearer token; null for none
     * @param limit how long an answer may take
     * @param largest how many bytes it may have
     */
    JsonClient(@Nullable Secret token, Duration limit, int largest) {
        this.token = token;
        this.limit = limit;
        this.largest = largest;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit)
                .build();
    }

    JsonAnswer get(URI address) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(limit).header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token.reveal());
        }
        HttpResponse<byte[]> answer = send(request.build());
        return new JsonAnswer(
                answer.statusCode(),
                answer.statusCode() == OK ? JSON.readTree(answer.body()) : MissingNode.getInstance());
    }

    /** Java's own message of a refused connection is null. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return BoundedAnswer.of(client, request, limit, largest);
        } catch (HttpTimeoutException late) {
            throw late;
        } catch (IOException failed) {
            String why = UnreachableReason.why(failed).orElse(null);
            if (why == null) {
                throw failed;
            }
            throw new IOException(request.uri().getAuthority() + " cannot be reached: " + why, failed);
        }
    }

    /** The body of an answer that is as it should be. */
    JsonNode body(URI address) throws IOException, InterruptedException {
        JsonAnswer answer = get(address);
        if (!answer.isOk()) {
            throw new IOException(address + " answers " + answer.status() + "; expected 200");
        }
        return answer.body();
    }
}
