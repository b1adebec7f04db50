package dev.crossfire.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.error.BadInputException;
import dev.crossfire.imports.K6Results.Measurements;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** k6's output as JSON, an object a line. */
final class K6Json implements K6Results.Lines {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void read(BufferedReader lines, Measurements to) throws IOException, BadInputException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            to.at(to.line() + 1);
            boolean dropped = line.contains(K6Request.DROPPED);
            if (!dropped && !line.contains(K6Request.HTTP) && line.startsWith("{\"") && line.endsWith("}")) {
                // Other measurements, most of the file: not read any further.
                continue;
            }
            JsonNode point = parsed(line, to);
            if (!point.path("type").asText().equals("Point")) {
                continue;
            }
            String metric = point.path("metric").asText();
            JsonNode data = point.path("data");
            if (metric.equals(K6Request.DROPPED)) {
                to.dropped(data.path("value").asLong());
            } else if (metric.equals(K6Request.REQUESTS)) {
                to.begin(new K6Request(at(data, to), name -> tag(data, name), to.file(), to.line()));
            } else {
                to.add(metric, data.path("value").asDouble());
            }
        }
    }

    /** What has many values is metadata in newer versions of k6, and was a tag before. */
    private static String tag(JsonNode data, String name) {
        return data.path("metadata")
                .path(name)
                .asText(data.path("tags").path(name).asText());
    }

    private static JsonNode parsed(String line, Measurements to) throws BadInputException {
        try {
            JsonNode point = JSON.readTree(line);
            if (point != null && point.isObject() && point.has("metric")) {
                return point;
            }
        } catch (JsonProcessingException broken) {
            // Reported below, as what is no measurement.
        }
        throw to.refused("no measurement of k6", "the output of k6 run --out json=FILE");
    }

    private static Instant at(JsonNode data, Measurements to) throws BadInputException {
        String text = data.path("time").asText();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException broken) {
            throw to.refused("the time '" + text + "'", "one in ISO 8601 with an offset");
        }
    }
}
