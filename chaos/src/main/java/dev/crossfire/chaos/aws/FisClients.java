package dev.crossfire.chaos.aws;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Builds clients of AWS that wait and retry within bounds. */
final class FisClients {
    private static final int CONNECTIONS = 4;
    /** The certain halves of the default delays add up to more than 5 s. */
    private static final int ATTEMPTS = 15;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** The first request also loads the SDK, which takes seconds on a busy machine. */
    private static final Duration ATTEMPT = Duration.ofSeconds(8);

    private static final Duration CALL = Duration.ofSeconds(20);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private FisClients() {}

    /** A client of an endpoint on this machine. */
    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C local(
            B builder, URI endpoint, String region, AwsCredentialsProvider credentials, RetryDelays delays) {
        return bounded(builder, region, delays)
                .endpointOverride(endpoint)
                .credentialsProvider(credentials)
                .httpClientBuilder(onThisMachine())
                .build();
    }

    /** A proxy for the internet must not stand between this process and this machine. */
    private static ApacheHttpClient.Builder onThisMachine() {
        return http().proxyConfiguration(ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build());
    }

    /** A client of AWS, or of the account's endpoint. */
    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C aws(
            B builder, AwsSettings account, AwsCredentialsProvider credentials) {
        B bounded = bounded(builder, account.region(), RetryDelays.DEFAULT)
                .credentialsProvider(credentials)
                .httpClientBuilder(account.isLocal() ? onThisMachine() : http());
        @Nullable URI endpoint = account.endpoint();
        return (endpoint == null ? bounded : bounded.endpointOverride(endpoint)).build();
    }

    static ApacheHttpClient.Builder http() {
        return ApacheHttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(CONNECT)
                .socketTimeout(ATTEMPT);
    }

    static ClientOverrideConfiguration bounds(RetryDelays delays) {
        BackoffStrategy backoff = delays.strategy();
        // A request that is sent again carries the same client token, so that FIS does it once.
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(ATTEMPTS)
                        .backoffStrategy(backoff)
                        .throttlingBackoffStrategy(backoff)
                        // What many calls may repeat together is bounded by the time that each may take.
                        .circuitBreakerEnabled(false)
                        .useClientDefaults(false)
                        .retryOnException(FisClients::mayPass)
                        .build())
                .build();
    }

    /** Whether the same request may succeed in a moment; at an address without a server it does not. */
    private static boolean mayPass(Throwable failure) {
        if (failure instanceof SdkServiceException answer) {
            return answer.isThrottlingException()
                    || answer.isClockSkewException()
                    || answer.statusCode() == TOO_MANY_REQUESTS
                    || answer.statusCode() >= SERVER_ERROR;
        }
        boolean unheard = false;
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ConnectException) {
                return false;
            }
            unheard |= at instanceof IOException || at instanceof ApiCallAttemptTimeoutException;
        }
        return unheard;
    }

    private static <B extends AwsClientBuilder<B, C>, C> B bounded(B builder, String region, RetryDelays delays) {
        return builder.region(Region.of(region)).overrideConfiguration(bounds(delays));
    }
}
