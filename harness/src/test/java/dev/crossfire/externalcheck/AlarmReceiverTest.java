package dev.crossfire.externalcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.environment.ObservabilityConfig.SnsTrust;
import dev.crossfire.model.environment.ObservabilityConfig.Webhook;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.testkit.starvation.TimingError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("live")
class AlarmReceiverTest {
    private static final String ALERT =
            "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"TicketingErrors\"}}]}";
    /** More than it keeps at once. */
    private static final int MANY = 400;

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Queue<AlarmMessage> heard = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Queue<String> overload = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable AlarmReceiver open;

    @TempDir
    private Path folder;

    private void open(SnsTrust sns) throws IOException {
        open(sns, "s3same");
    }

    private void open(SnsTrust sns, String token) throws IOException {
        open(sns, token, InstantSource.system());
    }

    private void open(SnsTrust sns, String token, InstantSource clock) throws IOException {
        Webhook webhook = new Webhook(Webhook.LOOPBACK, 0, new Secret(token), sns);
        open = AlarmReceiver.open(webhook, clock, new AlarmReceiver.AlarmConsumer() {
            @Override
            public void alarm(String source, AlarmMessage message) {
                heard.add(message);
            }

            @Override
            public void refused(String source, String why) {
                refused.add(why);
            }

            @Override
            public void overloaded(String source, String why) {
                overload.add(why);
            }

            @Override
            public void ready(String source) {
                overload.add("ready");
            }
        });
    }

    private AlarmReceiver receiver() {
        return Objects.requireNonNull(open);
    }

    @AfterEach
    void close() {
        receiver().close();
    }

    private int post(String under, String bearer, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(receiver().address() + under))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void acceptsAlarmsWithTheToken() throws Exception {
        open(SnsTrust.NEVER);
        assertThat(receiver().address().getHost()).isEqualTo("127.0.0.1");
        assertThat(post("", "s3same", ALERT)).isEqualTo(200);
        assertThat(post("/s3same", "", ALERT)).isEqualTo(200);
        assertThat(heard)
                .hasSize(2)
                .allMatch(AlarmMessage::firing)
                .extracting(AlarmMessage::alarm)
                .containsOnly("TicketingErrors");
    }

    @Test
    void withoutATokenEveryRequestIsRefused() throws Exception {
        open(SnsTrust.NEVER, "");
        assertThat(post("", "", ALERT)).isEqualTo(401);
        assertThat(heard).isEmpty();
    }

    @Test
    void refusesEveryOtherSender() throws Exception {
        open(SnsTrust.NEVER);
        assertThat(post("", "", ALERT)).isEqualTo(401);
        assertThat(post("", "s3sam", ALERT)).isEqualTo(401);
        assertThat(post("/wrong", "", ALERT)).isEqualTo(401);
        assertThat(post("", "s3same", "no JSON")).isEqualTo(400);
        assertThat(post("", "s3same", "{\"text\":\"" + "x".repeat(300_000) + "\"}"))
                .isEqualTo(413);
        HttpRequest get = HttpRequest.newBuilder(URI.create(receiver().address() + "/s3same"))
                .build();
        assertThat(client.send(get, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
        assertThat(heard).isEmpty();
        assertThat(refused).as("one of all without a token, and no JSON").hasSize(2);
    }

    /** Requests whose body never comes, and connections without a word; none of these has shown the token. */
    @ParameterizedTest
    @ValueSource(
            strings = {"POST /alarms HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\n{", "", "\u0000garbage\r\n"})
    void connectionsThatStallKeepNoAlarmOut(String words) throws Exception {
        open(SnsTrust.NEVER);
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                Socket socket = new Socket(
                        receiver().address().getHost(), receiver().address().getPort());
                stalled.add(socket);
                socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(CompletableFuture.supplyAsync(() -> posted(ALERT)))
                    .succeedsWithin(Duration.ofSeconds(5))
                    .isEqualTo(200);
            assertThat(heard).hasSize(1);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void whenConnectionsWereTurnedAwayItSaysThatAlarmsMayHaveBeenLostUntilThatEnds() throws Exception {
        open(SnsTrust.NEVER);
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                waiting.add(new Socket(
                        receiver().address().getHost(), receiver().address().getPort()));
            }
            // Where the connections come slowly, or wait in the system's queue, it is overloaded more than once.
            String said = Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> String.join(", ", overload), all -> all.endsWith("ready"));
            assertThat(said).matches("(more than 256 connections at once, ready(, )?)+");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private int posted(String body) {
        try {
            return post("", "s3same", body);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void refusesAnSnsMessageWhoseAddressesAreNotTheSenders() throws Exception {
        Map<String, String> forged = new LinkedHashMap<>(Map.of(
                "Type", "SubscriptionConfirmation",
                "TopicArn", "arn:aws:sns:ap-northeast-2:123456789012:alarms",
                "Message", "x",
                "SignatureVersion", "2",
                "Signature", "AAAA"));
        for (String host : List.of(
                "https://sns.ap-northeast-2.amazonaws.com.evil.example/cert.pem",
                "https://evil.s3.amazonaws.com/cert.pem",
                "http://sns.ap-northeast-2.amazonaws.com/cert.pem",
                "https://user@sns.ap-northeast-2.amazonaws.com/cert.pem",
                "https://sns.ap-northeast-2.amazonaws.com:444/cert.pem",
                "http://169.254.169.254/latest/meta-data",
                "http://127.0.0.1:1/cert.pem",
                "file:///etc/passwd")) {
            forged.put("SigningCertURL", host);
            forged.put("SubscribeURL", host);
            open(SnsTrust.AWS);
            assertThat(post("", "s3same", Json.line(forged))).as(host).isEqualTo(400);
            receiver().close();
        }
        open(SnsTrust.NEVER);
        assertThat(post("", "s3same", Json.line(forged))).isEqualTo(400);
        assertThat(heard).isEmpty();
        assertThat(refused).hasSize(9).allMatch(why -> why.contains("the address of"));
    }

    @Test
    void confirmsASubscriptionAndRecordsTheSignedAlarmsAfterIt() throws Exception {
        PrivateKey key = key();
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] certificate = Files.readAllBytes(folder.resolve("certificate.pem"));
        service.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, certificate.length);
            exchange.getResponseBody().write(certificate);
            exchange.close();
        });
        service.start();
        String base = "http://127.0.0.1:" + service.getAddress().getPort();
        open(SnsTrust.LOOPBACK);
        try {
            Map<String, String> message = new LinkedHashMap<>();
            message.put("Message", "You have chosen to subscribe to the topic");
            message.put("MessageId", "1");
            message.put("SubscribeURL", base + "/?Action=ConfirmSubscription");
            message.put("Timestamp", "2026-11-20T09:00:00.000Z");
            message.put("Token", "abc");
            message.put("TopicArn", "arn:aws:sns:lab-1:000000000000:alarms");
            message.put("Type", "SubscriptionConfirmation");
            // The receiver does not wait long for the certificate, nor for the confirmation.
            TimingError.unless(() ->
                    assertThat(post("/s3same", "", signed(message, key, base))).isEqualTo(200));
            assertThat(asked).containsExactly("/certificate.pem", "/?Action=ConfirmSubscription");
            message.remove("SubscribeURL");
            message.remove("Token");
            message.put("Type", "Notification");
            message.put("Message", "{\"AlarmName\":\"orders-5xx\",\"NewStateValue\":\"ALARM\"}");
            String notification = signed(message, key, base);
            assertThat(post("/s3same", "", notification)).isEqualTo(200);
            assertThat(post("/s3same", "", notification.replace("orders-5xx", "nothing-at-all")))
                    .isEqualTo(400);
            assertThat(heard).containsExactly(new AlarmMessage("orders-5xx", true));
            assertThat(refused).containsExactly("the message is not signed by its stated sender");
        } finally {
            service.stop(0);
        }
    }

    @Test
    void refusesAnSnsMessageThatAnotherKeySigned() throws Exception {
        key();
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        PrivateKey foreign = keys.generateKeyPair().getPrivate();
        open(SnsTrust.LOOPBACK);
        assertThat(postSigned(foreign)).isEqualTo(400);
        assertThat(heard).isEmpty();
        assertThat(refused).containsExactly("the message is not signed by its stated sender");
    }

    @Test
    void refusesAnSnsMessageUnderAnExpiredCertificate() throws Exception {
        PrivateKey key = key();
        Instant later = Instant.now().plus(Duration.ofDays(400));
        open(SnsTrust.LOOPBACK, "s3same", () -> later);
        assertThat(postSigned(key)).isEqualTo(400);
        assertThat(heard).isEmpty();
        assertThat(refused).singleElement().satisfies(why -> assertThat(why)
                .startsWith("the signature cannot be checked: NotAfter"));
    }

    /** Posts an alarm signed by a key; the certificate of {@link #key} is what its sender offers. */
    private int postSigned(PrivateKey key) throws IOException, InterruptedException, GeneralSecurityException {
        byte[] certificate = Files.readAllBytes(folder.resolve("certificate.pem"));
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, certificate.length);
            exchange.getResponseBody().write(certificate);
            exchange.close();
        });
        service.start();
        try {
            Map<String, String> message = new LinkedHashMap<>();
            message.put("Message", "{\"AlarmName\":\"orders-5xx\",\"NewStateValue\":\"ALARM\"}");
            message.put("MessageId", "1");
            message.put("Timestamp", "2026-11-20T09:00:00.000Z");
            message.put("TopicArn", "arn:aws:sns:lab-1:000000000000:alarms");
            message.put("Type", "Notification");
            String base = "http://127.0.0.1:" + service.getAddress().getPort();
            return post("/s3same", "", signed(message, key, base));
        } finally {
            service.stop(0);
        }
    }

    /** The fields of the map are in the order in which they are signed. */
    private static String signed(Map<String, String> message, PrivateKey key, String base)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        for (Map.Entry<String, String> field : message.entrySet()) {
            signature.update((field.getKey() + "\n" + field.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Map<String, String> whole = new LinkedHashMap<>(message);
        whole.put("SignatureVersion", "2");
        whole.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        whole.put("SigningCertURL", base + "/certificate.pem");
        return Json.line(whole);
    }

    private PrivateKey key() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(
                keytool,
                "-genkeypair",
                "-alias",
                "sns",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=sns.lab",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD));
        run(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "sns",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD),
                "-file",
                folder.resolve("certificate.pem").toString());
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        return (PrivateKey) keys.getKey("sns", PASSWORD);
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
