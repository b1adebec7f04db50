package dev.crossfire.conductor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.model.Outlook;
import java.io.IOException;
import java.net.URI;

/** Where a lab can be looked at from outside, as its ready line tells. */
final class LabOutlook {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LabOutlook() {}

    /** Nothing for a lab that tells nothing of the kind. */
    static Outlook of(String readyLine) throws IOException {
        JsonNode watch = JSON.readTree(readyLine).path("watch");
        if (!watch.path("balancer").isTextual() || !watch.path("alarms").isTextual()) {
            return Outlook.NONE;
        }
        URI balancer = URI.create(watch.path("balancer").asText());
        URI alarms = URI.create(watch.path("alarms").asText() + "/subscriptions");
        return new Outlook(
                null,
                new Outlook.Alarms(null, null, null, null, alarms),
                new Outlook.Metrics(balancer, null, null, null, null, null));
    }
}
