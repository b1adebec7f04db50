package dev.crossfire.externalcheck;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.model.environment.ObservabilityConfig.SnsTrust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Messages of the Simple Notification Service: accepted only with a signature by a certificate of the trusted sender,
 * as in the service's developer guide ("Verifying the signatures of Amazon SNS messages").
 */
final class SnsMessages {
    /** Only the service's own hosts: any customer can have other names below amazonaws.com. */
    private static final Pattern AWS_HOST = Pattern.compile("sns\\.[a-z]{2}(-[a-z]+)+-\\d\\.amazonaws\\.com(\\.cn)?");

    private static final Pattern LOOPBACK_HOST = Pattern.compile("127\\.0\\.0\\.1|localhost|\\[::1]");
    private static final List<String> SIGNED =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> SIGNED_BY_SUBSCRIPTION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final int MOST_CERTIFICATES = 4;
    private static final int OK = 200;

    private final SnsTrust trust;
    private final InstantSource clock;
    private final Map<URI, X509Certificate> certificates = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(ANSWER_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    SnsMessages(SnsTrust trust, InstantSource clock) {
        this.trust = trust;
        this.clock = clock;
    }

    static boolean isSns(JsonNode payload) {
        return payload.path("Type").isTextual() && payload.path("TopicArn").isTextual();
    }

    /**
     * Takes a message: confirms a subscription, or returns the alarms in a notification.
     *
     * @throws IOException when it is not authentic, or a subscription could not be confirmed
     */
    List<AlarmMessage> take(JsonNode payload) throws IOException, InterruptedException {
        String type = payload.path("Type").asText();
        boolean notification = type.equals("Notification");
        verify(payload, notification ? SIGNED : SIGNED_BY_SUBSCRIPTION);
        if (notification) {
            return AlarmPayload.inSns(
                    payload.path("Subject").asText(""), payload.path("Message").asText(""));
        }
        if (type.equals("SubscriptionConfirmation")) {
            confirm(payload.path("SubscribeURL").asText());
        }
        return List.of();
    }

    private void confirm(String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(trusted(url));
        if (answer.statusCode() != OK) {
            throw new IOException("the subscription was not confirmed: its URL answers " + answer.statusCode());
        }
    }

    private void verify(JsonNode payload, List<String> fields) throws IOException, InterruptedException {
        String algorithm =
                switch (payload.path("SignatureVersion").asText()) {
                    case "1" -> "SHA1withRSA";
                    case "2" -> "SHA256withRSA";
                    default ->
                        throw new IOException("the signature version '"
                                + payload.path("SignatureVersion").asText() + "' is invalid; expected 1 or 2");
                };
        try {
            X509Certificate certificate =
                    certificate(trusted(payload.path("SigningCertURL").asText()));
            certificate.checkValidity(Date.from(clock.instant()));
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(certificate);
            for (String field : fields) {
                if (payload.hasNonNull(field)) {
                    String line = field + "\n" + payload.path(field).asText() + "\n";
                    signature.update(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            if (!signature.verify(
                    Base64.getDecoder().decode(payload.path("Signature").asText()))) {
                throw new IOException("the message is not signed by its stated sender");
            }
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IOException("the signature cannot be checked: " + unreadable.getMessage(), unreadable);
        }
    }

    private X509Certificate certificate(URI url) throws IOException, GeneralSecurityException, InterruptedException {
        X509Certificate known = certificates.get(url);
        if (known != null) {
            return known;
        }
        HttpResponse<byte[]> answer = ask(url);
        if (answer.statusCode() != OK) {
            throw new IOException("the certificate's URL answers " + answer.statusCode());
        }
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(answer.body()));
        if (certificates.size() < MOST_CERTIFICATES) {
            certificates.put(url, certificate);
        }
        return certificate;
    }

    private HttpResponse<byte[]> ask(URI trusted) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(trusted).timeout(ANSWER_LIMIT).build();
        return BoundedAnswer.of(client, request, ANSWER_LIMIT, LARGEST_ANSWER);
    }

    /** Refuses every address that is not the trusted sender's, before any request is sent to it. */
    private URI trusted(String text) throws IOException {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException none) {
            throw new IOException("an invalid address; expected one of the sender's", none);
        }
        String host = url.getHost() == null ? "" : url.getHost();
        boolean plain = url.getUserInfo() == null;
        boolean good =
                switch (trust) {
                    case NEVER -> false;
                    case AWS ->
                        plain
                                && "https".equals(url.getScheme())
                                && url.getPort() == -1
                                && AWS_HOST.matcher(host).matches();
                    case LOOPBACK ->
                        plain
                                && "http".equals(url.getScheme())
                                && LOOPBACK_HOST.matcher(host).matches();
                };
        if (!good) {
            throw new IOException("the address of '" + host + "' is invalid; expected one of "
                    + switch (trust) {
                        case NEVER -> "none: the environment's 'sns' is never";
                        case AWS -> "sns.REGION.amazonaws.com over https";
                        case LOOPBACK -> "this machine";
                    });
        }
        return url;
    }
}
