package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.engine.TagStore;
import dev.crossfire.lab.fis.model.RequiredMember;
import java.util.Map;

/** Shows and changes tags. */
record TagOperations(TagStore tags) {
    void addTo(Routes routes) {
        routes.add("GET", "/tags/{arn}", c -> Map.of("tags", tags.of(c.segment(1))))
                .add("POST", "/tags/{arn}", this::add)
                .add("DELETE", "/tags/{arn}", this::remove);
    }

    private Map<String, Object> add(FisCall call) {
        tags.add(call.segment(1), call.read(Addition.class).tags());
        return Map.of();
    }

    private Map<String, Object> remove(FisCall call) {
        tags.remove(call.segment(1), call.parameters("tagKeys"));
        return Map.of();
    }

    private record Addition(@RequiredMember Map<String, String> tags) {}
}
