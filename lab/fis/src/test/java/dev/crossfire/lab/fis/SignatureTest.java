package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.fis.FisClient;

/** Signatures against the AWS SDK's signer: what it signs is accepted, and nothing that was changed afterwards. */
class SignatureTest {
    private static final String REGION = FakeInventory.ACCOUNT.region();
    private static final String TEMPLATES = "/experimentTemplates";

    private final FisFixture fixture = new FisFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private String signed(Instant at, SdkHttpMethod method, String target, Map<String, String> headers, String body) {
        URI address = fixture.endpoint.uri().resolve(target);
        return new SignedHead(fixture.endpoint.credentials(), "fis", REGION, at).of(method, address, headers, body);
    }

    private String signed(SdkHttpMethod method, String target, String body) {
        return signed(fixture.time.now(), method, target, Map.of(), body);
    }

    private String send(String head, String body) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), fixture.endpoint.uri().getPort())) {
            socket.setSoTimeout(10_000);
            String rest = "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void refused(String head, String body, String message) throws IOException {
        assertThat(send(head, body)).startsWith("HTTP/1.1 403").contains(message);
    }

    @Test
    void whatTheSdkSignsIsAccepted() throws IOException {
        for (String target : new String[] {
            "/actions",
            "/actions?maxResults=10",
            "/experiments?nextToken=&maxResults=1",
            "/actions/aws%3Afis%3Await",
            "/actions/aws:fis:wait",
            "/actions/a%20b%2Fc~d_e",
            "/tags/arn%3Aaws%3Afis%3Aeu-central-1%3A123456789012%3Aexperiment%2FEXPx?tagKeys=b%20%2B&tagKeys=a%3D",
            "/experiments?maxResults=5&experimentTemplateId=%C3%BC%E2%82%AC&a&a=2&a=10&A=1"
        }) {
            assertThat(send(signed(SdkHttpMethod.GET, target, ""), ""))
                    .as(target)
                    .doesNotContain("Signature");
        }
        String body = "{\"clientToken\":null,\"x\":\"ü€\"}".replace("ü€", "ue");
        assertThat(send(signed(SdkHttpMethod.POST, TEMPLATES, body), body)).startsWith("HTTP/1.1 400");
    }

    @Test
    void headersWithSpacesAreSignedAsTheyAreSent() throws IOException {
        String head = signed(
                fixture.time.now(),
                SdkHttpMethod.GET,
                "/actions",
                Map.of("X-Amz-Meta-Note", "one   two  three", "X-Amz-Meta-List", "b,a"),
                "");

        assertThat(send(head, "")).startsWith("HTTP/1.1 200");
        refused(head.replace("one   two", "one   2"), "", "does not match the signature");
    }

    @Test
    void nothingMayBeChangedAfterwards() throws IOException {
        String head = signed(SdkHttpMethod.POST, TEMPLATES + "?maxResults=1", "{}");

        assertThat(send(head, "{}")).doesNotContain("Signature");
        refused(head, "{ }", "'X-Amz-Content-Sha256' is not the hash of the body");
        refused(head.replace("POST", "GET"), "{}", "does not match the signature");
        refused(head.replace(TEMPLATES, "/experiments"), "{}", "does not match the signature");
        refused(head.replace("maxResults=1", "maxResults=2"), "{}", "does not match the signature");
        refused(head.replace("Host: 127.0.0.1", "Host: localhost"), "{}", "does not match the signature");
        refused(head + "X-Amz-Target: ResourceGroupsTaggingAPI_20170126.GetResources\r\n", "{}", "Credential should");
        refused(head + "X-Amz-Meta-More: 1\r\n", "{}", "'x-amz-meta-more' must be a 'SignedHeader'");
        char last = head.charAt(head.indexOf('\r', head.indexOf("Signature=")) - 1);
        String other = head.replaceFirst(last + "\r\nHost", (last == '0' ? "1" : "0") + "\r\nHost");
        refused(other, "{}", "does not match the signature");
    }

    @Test
    void aSignatureIsValidForFiveMinutes() throws IOException {
        Instant now = fixture.time.now();

        for (long seconds : new long[] {-299, 299}) {
            assertThat(send(signed(now.plusSeconds(seconds), SdkHttpMethod.GET, "/actions", Map.of(), ""), ""))
                    .startsWith("HTTP/1.1 200");
        }
        refused(signed(now.minusSeconds(302), SdkHttpMethod.GET, "/actions", Map.of(), ""), "", "Signature expired");
        refused(
                signed(now.plusSeconds(302), SdkHttpMethod.GET, "/actions", Map.of(), ""),
                "",
                "Signature not yet current");
        String captured = signed(SdkHttpMethod.GET, "/actions", "");
        assertThat(send(captured, "")).startsWith("HTTP/1.1 200");
        fixture.time.advance(Duration.ofMinutes(6));
        refused(captured, "", "Signature expired");
    }

    @Test
    void otherCredentialsAreRefused() {
        FisCredentials right = fixture.endpoint.credentials();
        FisCredentials unknown = FisCredentials.random();
        refused(unknown, "UnrecognizedClientException");
        refused(new FisCredentials(right.accessKeyId(), unknown.secretAccessKey()), "InvalidSignatureException");
        refused(new FisCredentials(unknown.accessKeyId(), right.secretAccessKey()), "UnrecognizedClientException");
    }

    private void refused(FisCredentials credentials, String type) {
        try (FisClient client = fixture.client(credentials, REGION)) {
            assertThatThrownBy(() -> client.listActions(all -> {}))
                    .isInstanceOfSatisfying(AwsServiceException.class, refused -> {
                        assertThat(refused.statusCode()).isEqualTo(403);
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(type);
                    });
        }
    }

    @Test
    void noSecretIsPrinted() {
        FisCredentials credentials = FisCredentials.random();

        assertThat(credentials.toString())
                .contains(credentials.accessKeyId())
                .doesNotContain(credentials.secretAccessKey());
        assertThat(FisCredentials.random()).isNotEqualTo(credentials);
    }
}
