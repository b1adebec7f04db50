package dev.crossfire.lab.fis;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A request's head as the AWS SDK's own signer signs it, for tests that change it afterwards. */
record SignedHead(FisCredentials credentials, String service, String region, Instant at) {
    /** Returns the request line and the headers, each with its end of line, without the empty line after them. */
    String of(SdkHttpMethod method, URI address, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(method).uri(address);
        headers.forEach(request::putHeader);
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(
                                AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey()))
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request();
        String query = signed.encodedQueryParameters().map(text -> "?" + text).orElse("");
        return method + " " + signed.encodedPath() + query + " HTTP/1.1\r\n"
                + signed.headers().entrySet().stream()
                        .map(header -> header.getKey() + ": " + String.join(",", header.getValue()) + "\r\n")
                        .sorted()
                        .collect(Collectors.joining());
    }
}
