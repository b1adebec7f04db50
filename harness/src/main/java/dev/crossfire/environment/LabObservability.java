package dev.crossfire.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.model.environment.ObservabilityConfig;
import java.io.IOException;
import java.net.URI;

/** Where a lab's external checks are, as its ready line lists them. */
final class LabObservability {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LabObservability() {}

    /** Empty for a lab that lists none. */
    static ObservabilityConfig of(String readyLine) throws IOException {
        JsonNode watch = JSON.readTree(readyLine).path("watch");
        if (!watch.path("balancer").isTextual() || !watch.path("alarms").isTextual()) {
            return ObservabilityConfig.NONE;
        }
        URI balancer = URI.create(watch.path("balancer").asText());
        URI alarms = URI.create(watch.path("alarms").asText() + "/subscriptions");
        return new ObservabilityConfig(
                null,
                new ObservabilityConfig.Alarms(null, null, null, null, alarms),
                new ObservabilityConfig.Metrics(balancer, null, null, null, null, null));
    }
}
