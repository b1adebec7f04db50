package dev.crossfire.series.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real control plane that {@code control-plane.sh} has started, with a Deployment {@code web} of six pods. */
final class ControlPlane {
    static final int SIZE = 6;

    private static final String SHOP = "/api/v1/namespaces/shop";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String USER = "system:serviceaccount:shop:crossfire";

    private final Path folder;
    private final Path script;
    private final URI server;
    private final String token;
    private final HttpClient client;

    /**
     * Connects to it.
     *
     * @param folder where it keeps its files, as the script's {@code CP}
     */
    ControlPlane(Path folder, Path script) throws IOException {
        this.folder = folder;
        this.script = script;
        String account = Files.readString(folder.resolve("sa.conf"));
        this.server = URI.create(found(account, "server: \"?([^\",}]+)"));
        this.token = found(account, "token: \"([^\"]+)\"");
        this.client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .sslContext(trusting(folder.resolve("pki/ca.crt")))
                .build();
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("nothing matches " + pattern);
        }
        return matcher.group(1);
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unfit) {
            throw new IOException(authority + " is no certificate", unfit);
        }
    }

    URI server() {
        return server;
    }

    HttpClient client() {
        return client;
    }

    /** Of the account that may do what the documentation lists, and nothing else. */
    String token() {
        return token;
    }

    /** How many pods of the Deployment serve, as the API server says. */
    int serving() throws IOException, InterruptedException {
        int serving = 0;
        for (JsonNode pod : get(SHOP + "/pods?labelSelector=app%3Dweb").path("items")) {
            boolean ready = false;
            for (JsonNode condition : pod.at("/status/conditions")) {
                ready |= condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True");
            }
            serving += ready && !pod.path("metadata").has("deletionTimestamp") ? 1 : 0;
        }
        return serving;
    }

    /** Leases and marks of Crossfire that are there still. */
    List<String> left() throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        String ours = "/apis/coordination.k8s.io/v1/namespaces/shop/leases"
                + "?labelSelector=app.kubernetes.io%2Fmanaged-by%3Dcrossfire";
        get(ours).path("items").forEach(lease -> left.add("lease " + name(lease)));
        get(SHOP + "/pods?labelSelector=crossfire.dev%2Fkilled-by")
                .path("items")
                .forEach(pod -> left.add("mark on " + name(pod)));
        return left;
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    /**
     * A deletion of a pod that the API server carried out for Crossfire.
     *
     * @param received when it had received the request
     * @param done when it had answered
     */
    record AuditedDeletion(Instant received, Instant done) {}

    /** Those since a moment, in order, by the API server's audit log. */
    List<AuditedDeletion> deletions(Instant since) throws IOException {
        List<AuditedDeletion> deletions = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("run/audit.log"))) {
            if (!line.contains("\"verb\":\"delete\"") || !line.contains(USER) || !line.endsWith("}")) {
                continue;
            }
            JsonNode event = JSON.readTree(line);
            Instant received =
                    Instant.parse(event.path("requestReceivedTimestamp").asText());
            if (event.at("/objectRef/resource").asText().equals("pods")
                    && event.at("/responseStatus/code").asInt() == 200
                    && !received.isBefore(since)) {
                deletions.add(new AuditedDeletion(
                        received, Instant.parse(event.path("stageTimestamp").asText())));
            }
        }
        return deletions;
    }

    /** Sends a signal to the API server's process, as {@code kill -NAME}. */
    void signal(String name) throws IOException, InterruptedException {
        String pid = Files.readString(folder.resolve("run/api.pid")).strip();
        new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    }

    /** Ends the API server and starts it again; it is ready when this returns. */
    void restart() throws IOException, InterruptedException {
        script("stop-api");
        script("start-api");
    }

    private void script(String what) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), what)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("run/series.log").toFile()));
        builder.environment().put("CP", folder.toString());
        if (builder.start().waitFor() != 0) {
            throw new IOException(what + " failed, see " + folder.resolve("run/series.log"));
        }
    }
}
