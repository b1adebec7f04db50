package dev.crossfire.lab.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Talks to a shop over HTTP, as its users do. */
final class Customer {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What came back. */
    record Reply(int status, JsonNode body, String replica) {
        String error() {
            return body.path("error").asText();
        }

        long id() {
            return body.path("id").asLong();
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String context;

    Customer(InetSocketAddress shop) {
        context = "http://" + shop.getAddress().getHostAddress() + ":" + shop.getPort();
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    Reply buy(long event, int seat, String key) throws IOException, InterruptedException {
        return post(event, key, "{\"seat\":" + seat + ",\"buyer\":\"ann\"}");
    }

    Reply post(long event, String key, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request("/events/" + event + "/reservations").POST(BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(context + path)).timeout(Duration.ofSeconds(10));
    }

    private Reply send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        JsonNode body = answer.body().isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(answer.body());
        return new Reply(
                answer.statusCode(),
                body,
                answer.headers().firstValue("X-Replica").orElse(""));
    }
}
