package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.engine.Tags;
import dev.crossfire.lab.fis.model.Required;
import java.util.Map;

/** Shows and changes tags. */
record TagOperations(Tags tags) {
    void addTo(Routes routes) {
        routes.add("GET", "/tags/{arn}", c -> Map.of("tags", tags.of(c.segment(1))))
                .add("POST", "/tags/{arn}", this::add)
                .add("DELETE", "/tags/{arn}", this::remove);
    }

    private Map<String, Object> add(Call call) {
        tags.add(call.segment(1), call.read(Addition.class).tags());
        return Map.of();
    }

    private Map<String, Object> remove(Call call) {
        tags.remove(call.segment(1), call.parameters("tagKeys"));
        return Map.of();
    }

    private record Addition(@Required Map<String, String> tags) {}
}
