package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.fis.FisClient;

/** Requests that the SDK would not send, byte by byte, and clients that are set up wrongly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireTest {
    private static final String TAGS = "ResourceGroupsTaggingAPI_20170126.GetResources";
    private static final String REGION = FakeInventory.ACCOUNT.region();

    private FisFixture fixture;

    @BeforeAll
    void open() {
        fixture = new FisFixture();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    private SignedHead signer(String service, String region) {
        return new SignedHead(fixture.endpoint.credentials(), service, region, fixture.time.now());
    }

    private URI address(String path) {
        return fixture.endpoint.uri().resolve(path);
    }

    private String signed(SdkHttpMethod method, String path, String body) {
        return signer("fis", REGION).of(method, address(path), Map.of(), body);
    }

    private String send(SdkHttpMethod method, String path) throws IOException {
        return send(signed(method, path, ""));
    }

    private String post(String path, String body) throws IOException {
        return send(signed(SdkHttpMethod.POST, path, body) + "Content-Length: " + body.length() + "\r\n", body);
    }

    private String send(String head) throws IOException {
        return send(head, "");
    }

    private String send(String head, String body) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), fixture.endpoint.uri().getPort())) {
            socket.setSoTimeout(10_000);
            String request = head + "Connection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void refused(String answer, int status, String type) {
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("x-amzn-ErrorType: " + type);
    }

    @Test
    void answersWithAnIdAndSecondsWithFractions() throws IOException {
        fixture.template(d -> {});

        String answer = send(SdkHttpMethod.GET, "/experimentTemplates");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("x-amzn-RequestId: ")
                .contains("Content-Type: application/json")
                .contains("\"creationTime\":1795161600.250");
    }

    @Test
    void requiresASignatureForThisServiceAndRegion() throws IOException {
        String head = signed(SdkHttpMethod.GET, "/actions", "");
        String unsigned = "GET /actions HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        refused(send(unsigned), 403, "MissingAuthenticationTokenException");
        refused(send(unsigned + "Authorization: Basic bGFiOm5vbmU=\r\n"), 403, "IncompleteSignatureException");
        refused(send(head.replace("X-Amz-Date", "Date")), 403, "IncompleteSignatureException");
        refused(send(head.replace("/20261120/", "/20261119/")), 403, "IncompleteSignatureException");
        refused(send(of("rds", REGION)), 403, "InvalidSignatureException");
        refused(send(of("fis", "us-east-1")), 403, "InvalidSignatureException");
        assertThat(send(head)).startsWith("HTTP/1.1 200");
        refused(tagging("fis"), 403, "InvalidSignatureException");
        refused(tagging("tagging"), 400, "InvalidParameterException");
    }

    private String of(String service, String region) {
        return signer(service, region).of(SdkHttpMethod.GET, address("/actions"), Map.of(), "");
    }

    private String tagging(String service) throws IOException {
        return send(signer(service, REGION).of(SdkHttpMethod.POST, address("/"), Map.of("X-Amz-Target", TAGS), ""));
    }

    @Test
    void requiresALoopbackHost() throws IOException {
        String head = signed(SdkHttpMethod.GET, "/actions", "");
        for (String host : new String[] {"rebound.example", "127.0.0.1.rebound.example", "localhost.example:80", ""}) {
            refused(send(head.replaceFirst("Host: [^\r]*", "Host: " + host)), 403, "AccessDeniedException");
        }
        for (String host : new String[] {"localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:8080"}) {
            URI address = URI.create("http://" + host + "/actions");
            assertThat(send(signer("fis", REGION).of(SdkHttpMethod.GET, address, Map.of(), "")))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void knowsItsOperations() throws IOException {
        refused(send(SdkHttpMethod.GET, "/"), 404, "UnknownOperationException");
        refused(send(SdkHttpMethod.PUT, "/experiments"), 404, "UnknownOperationException");
        refused(send(SdkHttpMethod.GET, "/experiments/a/b/c/d"), 404, "UnknownOperationException");
        assertThat(send(signed(SdkHttpMethod.GET, "/actions", "").replace("/actions", "/actions/%zz")))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void readsOnlyJsonOfBoundedLength() throws IOException {
        refused(post("/experiments", "{]}"), 400, "SerializationException");
        refused(post("/experiments", "{\"clientToken\":[]}"), 400, "SerializationException");
        refused(post("/experiments", "null"), 400, "SerializationException");
        refused(post("/experiments", ""), 400, "ValidationException");
        assertThat(post("/experiments", "{\"clientToken\":null}"))
                .contains("Value null at 'clientToken' failed to satisfy constraint: Member must not be null");
        int size = FisQuotas.AWS.bodyBytes();
        refused(
                // Refused by its length alone: a body would meet a connection that is closed already.
                send(signed(SdkHttpMethod.POST, "/experiments", "") + "Content-Length: " + (size + 1) + "\r\n"),
                413,
                "RequestEntityTooLargeException");
    }

    @Test
    void unsignedClientsAreRefused() {
        try (FisClient anonymous = FisClient.builder()
                .endpointOverride(fixture.endpoint.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            assertThatThrownBy(() -> anonymous.listActions(r -> {}))
                    .isInstanceOf(AwsServiceException.class)
                    .hasMessageContaining("Missing Authentication Token")
                    .extracting("statusCode")
                    .isEqualTo(403);
        }
    }
}
