package dev.crossfire.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.environment.ObservabilityConfig.Metrics;
import dev.crossfire.scenarios.EnvironmentReader;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which pods are counted as replicas where a file names none. */
class CountedPodsTest {
    private static final String SHOP = "  shop: { kubernetes: { deployment: web } }\n";
    private static final String ZONE = "  zone-a: { kubernetes: { zone: a } }\n";
    private static final String QUEUE = "  queue: { kubernetes: { stateful-set: queue } }\n";

    @Test
    void thoseOfTheOnlyRoleOfPodsAre() {
        assertThat(metrics("", SHOP + ZONE)).extracting(Metrics::replicas).isEqualTo("shop");
    }

    @Test
    void ofTwoRolesNeitherIs() {
        assertThat(metrics("", SHOP + QUEUE)).isNull();
    }

    @Test
    void whatTheFileNamesStays() {
        String serving = "metrics: { prometheus: \"http://127.0.0.1:9090\", serving: up }\n";
        assertThat(metrics(serving, SHOP)).satisfies(given -> {
            assertThat(given.replicas()).isNull();
            assertThat(given.serving()).isEqualTo("up");
        });
        String requests = "metrics: { prometheus: \"http://127.0.0.1:9090\", requests: all }\n";
        assertThat(metrics(requests, SHOP)).satisfies(given -> {
            assertThat(given.replicas()).isEqualTo("shop");
            assertThat(given.requests()).isEqualTo("all");
        });
    }

    private static @Nullable Metrics metrics(String metrics, String roles) {
        String text = """
                crossfire: v1
                environment: staging
                base-url: http://127.0.0.1:8080
                kubernetes: { namespace: shop }
                """ + metrics + "roles:\n" + roles;
        return new EnvironmentReader(Kinds.load(), name -> Optional.empty())
                .read(SourceFile.of("staging.yaml", text))
                .environment()
                .orElseThrow()
                .observability()
                .metrics();
    }
}
