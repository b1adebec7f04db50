package dev.crossfire.chaos.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultException.UnansweredException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Toxiproxy's HTTP API, of version 2. */
final class ToxiproxyApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int FIRST_ERROR = 400;
    private static final int LONGEST_MESSAGE = 300;

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    ToxiproxyApi(URI url) {
        this.url = url;
    }

    /**
     * A proxy.
     *
     * @param upstream where it leads
     */
    record Proxy(String name, String upstream, boolean enabled, List<Toxic> toxics) {
        Proxy {
            toxics = List.copyOf(toxics);
        }
    }

    /**
     * A toxic of a proxy.
     *
     * @param stream which way: {@link #DOWNSTREAM} is what the server sends, {@link #UPSTREAM} what the client sends
     */
    record Toxic(String name, String type, String stream, Map<String, Long> attributes) {
        static final String DOWNSTREAM = "downstream";
        static final String UPSTREAM = "upstream";

        Toxic {
            attributes = Map.copyOf(attributes);
        }
    }

    /** Every proxy with its toxics. */
    List<Proxy> proxies() throws FaultException {
        List<Proxy> proxies = new ArrayList<>();
        for (JsonNode proxy : request("GET", "/proxies", null).path("answer")) {
            List<Toxic> toxics = new ArrayList<>();
            for (JsonNode toxic : proxy.path("toxics")) {
                toxics.add(new Toxic(
                        toxic.path("name").asText(),
                        toxic.path("type").asText(),
                        toxic.path("stream").asText(),
                        Map.of()));
            }
            proxies.add(new Proxy(
                    proxy.path("name").asText(),
                    proxy.path("upstream").asText(),
                    proxy.path("enabled").asBoolean(),
                    toxics));
        }
        return proxies;
    }

    /** Finds a proxy by its name. */
    Optional<Proxy> proxy(String name) throws FaultException {
        return proxies().stream().filter(proxy -> proxy.name().equals(name)).findFirst();
    }

    /**
     * Adds a toxic, which has its effect at once.
     *
     * @throws NotInjectedException when Toxiproxy refused it
     * @throws UnansweredException when it did not answer
     */
    void add(String proxy, Toxic toxic) throws FaultException {
        ObjectNode body = JSON.createObjectNode()
                .put("name", toxic.name())
                .put("type", toxic.type())
                .put("stream", toxic.stream())
                .put("toxicity", 1.0);
        ObjectNode attributes = body.putObject("attributes");
        toxic.attributes().forEach(attributes::put);
        request("POST", "/proxies/" + path(proxy) + "/toxics", body);
    }

    /** Removes a toxic; one that is not there is no error. */
    void remove(String proxy, String toxic) throws FaultException {
        request("DELETE", "/proxies/" + path(proxy) + "/toxics/" + path(toxic), null);
    }

    /** Creates a proxy; false when there is one of that name. */
    boolean create(String name, String listen, String upstream, boolean enabled) throws FaultException {
        ObjectNode body = JSON.createObjectNode()
                .put("name", name)
                .put("listen", listen)
                .put("upstream", upstream)
                .put("enabled", enabled);
        return request("POST", "/proxies", body).path("status").asInt() != CONFLICT;
    }

    /** Changes where a proxy leads that takes no connections. */
    void lead(String name, String upstream) throws FaultException {
        request("POST", "/proxies/" + path(name), JSON.createObjectNode().put("upstream", upstream));
    }

    /**
     * Enables a proxy, or disables it: then it refuses connections and closes those that it has.
     *
     * @throws NotInjectedException when Toxiproxy refused
     */
    void enable(String name, boolean enabled) throws FaultException {
        request("POST", "/proxies/" + path(name), JSON.createObjectNode().put("enabled", enabled));
    }

    /** Deletes a proxy; one that is not there is no error. */
    void delete(String name) throws FaultException {
        request("DELETE", "/proxies/" + path(name), null);
    }

    private JsonNode request(String method, String path, @Nullable ObjectNode body) throws FaultException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.toString().replaceFirst("/$", "") + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            boolean expected = response.statusCode() < FIRST_ERROR
                    || response.statusCode() == CONFLICT
                    || (response.statusCode() == NOT_FOUND && method.equals("DELETE"));
            if (!expected) {
                throw new NotInjectedException(
                        "Toxiproxy at " + url + " refuses " + method + " " + path + " with " + response.statusCode()
                                + ": " + shortened(response.body()),
                        new IOException("status " + response.statusCode()));
            }
            ObjectNode answer = JSON.createObjectNode().put("status", response.statusCode());
            answer.set("answer", response.body().isBlank() ? answer.objectNode() : JSON.readTree(response.body()));
            return answer;
        } catch (ConnectException absent) {
            throw new NotInjectedException(
                    "Toxiproxy at " + url + " cannot be reached; start it, or mend its url", absent);
        } catch (IOException silent) {
            throw new UnansweredException(
                    "Toxiproxy at " + url + " did not answer " + method + " " + path + ": " + silent, silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("the request to Toxiproxy at " + url + " was interrupted", stopped);
        }
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
        return plain.length() > LONGEST_MESSAGE ? plain.substring(0, LONGEST_MESSAGE) + "…" : plain;
    }

    private static String path(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
