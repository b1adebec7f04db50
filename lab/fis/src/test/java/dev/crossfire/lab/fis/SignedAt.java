package dev.crossfire.lab.fis;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.spi.scheme.AuthScheme;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/** Lets the SDK's own signer sign by a test's time. */
record SignedAt(FakeClock time) implements AuthScheme<AwsCredentialsIdentity> {
    private static final AwsV4AuthScheme SDK = AwsV4AuthScheme.create();

    @Override
    public String schemeId() {
        return SDK.schemeId();
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return SDK.identityProvider(providers);
    }

    @Override
    public HttpSigner<AwsCredentialsIdentity> signer() {
        return new HttpSigner<>() {
            @Override
            public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
                return SDK.signer().sign(request.copy(now -> now.putProperty(SIGNING_CLOCK, clock())));
            }

            @Override
            public CompletableFuture<AsyncSignedRequest> signAsync(
                    AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
                return SDK.signer().signAsync(request.copy(now -> now.putProperty(SIGNING_CLOCK, clock())));
            }
        };
    }

    private Clock clock() {
        return Clock.fixed(time.now(), ZoneOffset.UTC);
    }
}
