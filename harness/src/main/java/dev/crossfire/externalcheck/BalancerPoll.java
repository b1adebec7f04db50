package dev.crossfire.externalcheck;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.evidence.Observation;
import dev.crossfire.externalcheck.Poller.PollTask;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Reads from a lab's balancer how many replicas get requests, and how many requests have come. */
record BalancerPoll(URI address, JsonClient client) implements PollTask {
    @Override
    public String source() {
        return "balancer";
    }

    @Override
    public List<Observation> poll(InstantSource clock) throws IOException, InterruptedException {
        JsonNode status = client.body(address);
        Instant at = clock.instant();
        JsonNode requests = status.path("requests");
        if (!requests.isNumber() || !status.path("backends").isArray()) {
            throw new IOException(address + " answers without 'requests' and 'backends'");
        }
        List<JsonNode> ups = status.path("backends").findValues("up");
        int up = (int) ups.stream().filter(JsonNode::asBoolean).count();
        return List.of(
                new Observation.Serving(at, source(), up, ups.size()),
                new Observation.Requests(at, source(), requests.asDouble()));
    }
}
