package dev.crossfire.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class LabObservabilityTest {
    @Test
    void aLabListsItsExternalChecks() throws IOException {
        ObservabilityConfig observability = OpenEnvironment.LabObservability.of(
                "{\"event\":\"ready\",\"watch\":{\"balancer\":\"http://127.0.0.1:1\","
                        + "\"alarms\":\"http://127.0.0.1:2\",\"token\":\"s3same\"}}");
        assertThat(observability.alarms())
                .isEqualTo(new ObservabilityConfig.Alarms(
                        null, null, null, new Secret("s3same"), URI.create("http://127.0.0.1:2/subscriptions")));
        assertThat(observability.metrics())
                .isEqualTo(new ObservabilityConfig.Metrics(
                        URI.create("http://127.0.0.1:1"), null, null, null, null, null));
    }

    @Test
    void aLabThatListsNoExternalChecksHasNone() throws IOException {
        assertThat(OpenEnvironment.LabObservability.of("{\"event\":\"ready\"}")).isEqualTo(ObservabilityConfig.NONE);
    }
}
