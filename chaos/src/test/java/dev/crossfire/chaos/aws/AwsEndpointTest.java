package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.aws.AwsSettings.AwsRole;
import dev.crossfire.chaos.aws.AwsSettings.RdsDatabase;
import dev.crossfire.chaos.fake.LocalFis;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.testkit.MachineClock;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An endpoint that an environment file names, with the credentials that the SDK finds. */
class AwsEndpointTest {
    private static final String KEY = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";
    private static final String ARN = "arn:aws:rds:ap-northeast-2:123456789012:cluster:ticketing";

    private LocalFis service;

    @BeforeEach
    void begin() throws Exception {
        service = new LocalFis("ap-northeast-2");
        service.resource(DatabaseActions.CLUSTER, ARN, Map.of("app", "ticketing"));
        System.setProperty(KEY, service.accessKeyId());
        System.setProperty(SECRET, service.secretAccessKey().reveal());
    }

    @AfterEach
    void end() throws Exception {
        System.clearProperty(KEY);
        System.clearProperty(SECRET);
        service.close();
    }

    @Test
    void allRequestsGoToIt() throws Exception {
        AwsRole role = new AwsRole(new RdsDatabase(null, Map.of("app", "ticketing")), null, null, null, null);
        ProviderSettings<AwsSettings, AwsRole> own =
                new ProviderSettings<>(settings(service.uri()), Map.of("ticketing-db", role));
        EnvironmentSpec spec = new EnvironmentSpec("lab", null, false, Limits.NONE, Map.of("aws", own));
        try (Environment environment = new AwsProvider().open(spec, own, new MachineClock())) {
            assertThat(environment.inventory().targets()).extracting(Target::id).containsExactly(ARN);
        }
        assertThat(service.templateIds()).isEmpty();
    }

    /** AWS's shortest duration is AWS's alone, and an endpoint in a private network leads to AWS. */
    @Test
    void onlyAServiceOnThisMachineTakesAnyDuration() {
        AwsProvider provider = new AwsProvider();
        assertThat(provider.durationLimit(settings(URI.create("http://127.0.0.1:4566"))))
                .isNull();
        assertThat(provider.durationLimit(settings(null))).isNotNull();
        assertThat(provider.durationLimit(settings(URI.create("https://vpce-1.fis.ap-northeast-2.vpce.amazonaws.com"))))
                .isNotNull();
    }

    @Test
    void anEndpointIsAnUrl() {
        assertThatThrownBy(() -> settings(URI.create("127.0.0.1"))).hasMessageContaining("http://127.0.0.1:4566");
    }

    private static AwsSettings settings(@Nullable URI endpoint) {
        return new AwsSettings("ap-northeast-2", null, "arn:aws:iam::123456789012:role/crossfire-fis", endpoint, null);
    }
}
