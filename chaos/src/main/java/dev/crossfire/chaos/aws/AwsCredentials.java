package dev.crossfire.chaos.aws;

import dev.crossfire.model.environment.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The identity in an account.
 *
 * @param provider hands out credentials, and renews those that expire
 * @param owned what must be closed with it
 */
record AwsCredentials(AwsCredentialsProvider provider, SdkAutoCloseable owned) implements SdkAutoCloseable {
    private static final String SESSION = "crossfire";

    /** Credentials that are known. */
    static AwsCredentialsProvider known(String accessKeyId, Secret secretAccessKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey.reveal()));
    }

    /** The default credentials, or those of a role that they may assume. */
    static AwsCredentials of(AwsSettings account) {
        DefaultCredentialsProvider base = DefaultCredentialsProvider.builder().build();
        @Nullable String role = account.role();
        return role == null
                ? new AwsCredentials(base, base)
                : assumed(account.region(), role, base, base, account.endpoint());
    }

    /**
     * Those of a role.
     *
     * @param endpoint of STS; null for AWS's own
     */
    static AwsCredentials assumed(
            String region,
            String role,
            AwsCredentialsProvider base,
            SdkAutoCloseable baseOwned,
            @Nullable URI endpoint) {
        StsClientBuilder builder = StsClient.builder()
                .region(Region.of(region))
                .credentialsProvider(base)
                .overrideConfiguration(FisClients.bounds(RetryDelays.DEFAULT))
                .httpClientBuilder(FisClients.http());
        StsClient sts = (endpoint == null ? builder : builder.endpointOverride(endpoint)).build();
        StsAssumeRoleCredentialsProvider provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION))
                .build();
        return new AwsCredentials(provider, () -> {
            provider.close();
            sts.close();
            baseOwned.close();
        });
    }

    @Override
    public void close() {
        owned.close();
    }
}
