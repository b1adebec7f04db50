package dev.crossfire.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.DurationText;
import dev.crossfire.model.Ratio;
import dev.crossfire.model.WellRule;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a shipped simulation says of itself.
 *
 * @param cohorts its cohorts, and when each is well unless the scenario says otherwise
 * @param parameters the names of what it can be told
 */
public record SimulationInfo(Map<String, WellRule> cohorts, List<String> parameters) {
    public SimulationInfo {
        cohorts = Collections.unmodifiableMap(new LinkedHashMap<>(cohorts));
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads {@code {"cohorts": {"buyers": {"well": {"within": "1s", "ratio": "99%", "for": "10s"}}}, "parameters":
     * {"event": {…}}}}; what else stands there is for others.
     *
     * @throws IOException when the text is no such description
     */
    public static SimulationInfo parse(String json) throws IOException {
        JsonNode tree = Json.base().build().readTree(json);
        Map<String, WellRule> cohorts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> cohort : tree.path("cohorts").properties()) {
            cohorts.put(cohort.getKey(), well(cohort.getValue().path("well")));
        }
        return new SimulationInfo(
                cohorts,
                tree.path("parameters").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static WellRule well(JsonNode well) throws IOException {
        try {
            return new WellRule(
                    DurationText.parse(well.path("within").asText()),
                    Ratio.parse(well.path("ratio").asText()),
                    DurationText.parse(well.path("for").asText()));
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("found a cohort without a well rule: " + unreadable.getMessage(), unreadable);
        }
    }
}
