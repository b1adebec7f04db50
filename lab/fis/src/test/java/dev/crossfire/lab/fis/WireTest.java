package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.fis.FisClient;

/** Requests that the SDK would not send, byte by byte, and clients that are set up wrongly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireTest {
    private static final String SIGNED = signed("fis", "eu-central-1");

    private FisFixture fixture;

    @BeforeAll
    void open() {
        fixture = new FisFixture();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    private static String signed(String service, String region) {
        return "X-Amz-Date: 20261120T080000Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=lab/20261120/" + region + "/"
                + service + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64) + "\r\n";
    }

    private String send(String request, String headers) throws IOException {
        return send(request, "127.0.0.1:" + fixture.endpoint.uri().getPort(), headers, "");
    }

    private String send(String request, String host, String headers, String body) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), fixture.endpoint.uri().getPort())) {
            socket.setSoTimeout(5_000);
            String head = request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void refused(String answer, int status, String type) {
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("x-amzn-ErrorType: " + type);
    }

    @Test
    void answersWithAnIdAndSecondsWithFractions() throws IOException {
        fixture.template(d -> {});

        String answer = send("GET /experimentTemplates", SIGNED);

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("x-amzn-RequestId: ")
                .contains("Content-Type: application/json")
                .contains("\"creationTime\":1795161600.250");
    }

    @Test
    void requiresASignatureForThisServiceAndRegion() throws IOException {
        refused(send("GET /actions", ""), 403, "MissingAuthenticationTokenException");
        refused(send("GET /actions", "Authorization: Basic bGFiOm5vbmU=\r\n"), 403, "IncompleteSignatureException");
        refused(send("GET /actions", SIGNED.replace("X-Amz-Date", "Date")), 403, "IncompleteSignatureException");
        refused(
                send("GET /actions", SIGNED.replace("lab/20261120", "lab/20261119")),
                403,
                "IncompleteSignatureException");
        refused(send("GET /actions", signed("rds", "eu-central-1")), 403, "InvalidSignatureException");
        refused(send("GET /actions", signed("fis", "us-east-1")), 403, "InvalidSignatureException");
        assertThat(send("GET /actions", SIGNED)).startsWith("HTTP/1.1 200");
        String tags = "X-Amz-Target: ResourceGroupsTaggingAPI_20170126.GetResources\r\n";
        refused(send("POST /", tags + SIGNED), 403, "InvalidSignatureException");
        refused(send("POST /", tags + signed("tagging", "eu-central-1")), 400, "InvalidParameterException");
    }

    @Test
    void requiresALoopbackHost() throws IOException {
        for (String host : new String[] {"rebound.example", "127.0.0.1.rebound.example", "localhost.example:80", ""}) {
            refused(send("GET /actions", host, SIGNED, ""), 403, "AccessDeniedException");
        }
        for (String host : new String[] {"localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:80"}) {
            assertThat(send("GET /actions", host, SIGNED, "")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void knowsItsOperations() throws IOException {
        refused(send("GET /", SIGNED), 404, "UnknownOperationException");
        refused(send("PUT /experiments", SIGNED), 404, "UnknownOperationException");
        refused(send("GET /experiments/a/b/c/d", SIGNED), 404, "UnknownOperationException");
        assertThat(send("GET /actions/%zz", SIGNED)).startsWith("HTTP/1.1 400");
    }

    @Test
    void readsOnlyJsonOfBoundedLength() throws IOException {
        String host = "127.0.0.1";
        refused(
                send("POST /experiments", host, SIGNED + "Content-Length: 3\r\n", "{]}"),
                400,
                "SerializationException");
        refused(
                send("POST /experiments", host, SIGNED + "Content-Length: 18\r\n", "{\"clientToken\":[]}"),
                400,
                "SerializationException");
        refused(
                send("POST /experiments", host, SIGNED + "Content-Length: 4\r\n", "null"),
                400,
                "SerializationException");
        refused(send("POST /experiments", SIGNED), 400, "ValidationException");
        assertThat(send("POST /experiments", host, SIGNED + "Content-Length: 20\r\n", "{\"clientToken\":null}"))
                .contains("Value null at 'clientToken' failed to satisfy constraint: Member must not be null");
        int size = FisQuotas.AWS.bodyBytes();
        refused(
                send(
                        "POST /experiments",
                        host,
                        SIGNED + "Content-Length: " + (size + 1) + "\r\n",
                        // Refused by its length alone: a body would meet a connection that is closed already.
                        ""),
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
