package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsCredentialsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/crossfire";
    private static final String ANSWER = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
            <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""";

    @Test
    void aRoleIsAssumedWithTheCredentialsThatAreThere() throws Exception {
        AtomicReference<String> asked = new AtomicReference<>("");
        HttpServer sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", exchange -> {
            try (exchange) {
                asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        sts.start();
        StaticCredentialsProvider base = StaticCredentialsProvider.create(AwsBasicCredentials.create("me", "mine"));
        URI endpoint = URI.create("http://127.0.0.1:" + sts.getAddress().getPort());
        try (AwsCredentials credentials = AwsCredentials.assumed("ap-northeast-2", ROLE, base, () -> {}, endpoint)) {
            assertThat(credentials.provider().resolveCredentials().accessKeyId())
                    .isEqualTo("ASSUMED");
        } finally {
            sts.stop(0);
        }
        assertThat(asked.get()).contains("Action=AssumeRole", "RoleSessionName=crossfire", "role%2Fcrossfire");
    }
}
