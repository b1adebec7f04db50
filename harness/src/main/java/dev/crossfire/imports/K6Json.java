package dev.crossfire.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.error.BadInputException;
import dev.crossfire.judge.timeline.Micros;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The output of {@code k6 run --out json=FILE}: one line a measurement, about nine a request.
 *
 * <p>The measurements of a request stand together and carry the same time, that of its end, and the same tags.
 */
final class K6Json implements RequestFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MICROS_PER_MILLI = 1_000;
    private static final String REQUESTS = "http_reqs";
    private static final String DROPPED = "dropped_iterations";
    private static final String HTTP = "http_req";

    @Override
    public String name() {
        return "k6";
    }

    @Override
    public String summary() {
        return "k6 run --out json=FILE, with --system-tags that include vu and iter";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "k6 records when a request ended; its start is that minus what k6 measured of it",
                "k6 reports failed checks of a script apart from the requests: a wrong answer with an expected status "
                        + "counts as correct");
    }

    @Override
    public void read(Path file, Sink to) throws IOException, BadInputException {
        int number = 0;
        try (BufferedReader lines = open(file)) {
            Map<String, String> iterations = new HashMap<>();
            @Nullable MeasuredRequest request = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                boolean dropped = line.contains(DROPPED);
                if (!dropped && !line.contains(HTTP) && line.startsWith("{\"") && line.endsWith("}")) {
                    // Other measurements, most of the file: not read any further.
                    continue;
                }
                JsonNode point = parsed(file, number, line);
                String metric = point.path("metric").asText();
                if (!point.path("type").asText().equals("Point")) {
                    continue;
                }
                JsonNode data = point.path("data");
                if (metric.equals(DROPPED)) {
                    to.dropped(data.path("value").asLong());
                } else if (metric.equals(REQUESTS)) {
                    finish(request, iterations, to);
                    request = new MeasuredRequest(at(file, number, data), data, file, number);
                } else if (request != null && metric.startsWith(HTTP)) {
                    request.add(metric, data.path("value").asDouble());
                }
            }
            finish(request, iterations, to);
        } catch (CharacterCodingException binary) {
            throw RequestFile.refused(file, number + 1, "what is no text in UTF-8", summary());
        }
    }

    /** k6 compresses its output if the file's name ends in {@code .gz}. */
    private static BufferedReader open(Path file) throws IOException {
        return file.toString().endsWith(".gz")
                ? new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8.newDecoder()))
                : Files.newBufferedReader(file);
    }

    private static void finish(@Nullable MeasuredRequest request, Map<String, String> iterations, Sink to)
            throws IOException, BadInputException {
        if (request != null) {
            to.request(request.whole(iterations));
        }
    }

    private static JsonNode parsed(Path file, int line, String text) throws BadInputException {
        try {
            JsonNode point = JSON.readTree(text);
            if (point != null && point.isObject() && point.has("metric")) {
                return point;
            }
        } catch (JsonProcessingException broken) {
            // Reported below, as what is no measurement.
        }
        throw RequestFile.refused(file, line, "no measurement of k6", "the output of k6 run --out json=FILE");
    }

    private static Instant at(Path file, int line, JsonNode data) throws BadInputException {
        String text = data.path("time").asText();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException broken) {
            throw RequestFile.refused(file, line, "the time '" + text + "'", "one in ISO 8601 with an offset");
        }
    }

    /** A request of which not all measurements may have been read yet. */
    private static final class MeasuredRequest {
        private final Instant end;
        private final JsonNode tags;
        private final JsonNode metadata;
        private final Path file;
        private final int line;
        private double millis;
        private @Nullable Boolean failed;

        MeasuredRequest(Instant end, JsonNode data, Path file, int line) {
            this.end = end;
            this.tags = data.path("tags");
            this.metadata = data.path("metadata");
            this.file = file;
            this.line = line;
        }

        /** The wait for a connection, with its opening, and from the first byte sent to the last byte received. */
        void add(String metric, double value) {
            switch (metric) {
                case "http_req_blocked", "http_req_duration" -> millis += value;
                case "http_req_failed" -> failed = value != 0;
                default -> {}
            }
        }

        /** What has many values is metadata in newer versions of k6, and was a tag before. */
        private String perUser(String name) {
            return metadata.path(name).asText(tags.path(name).asText());
        }

        /** @param iterations the last one of each virtual user */
        ImportedRequest whole(Map<String, String> iterations) throws BadInputException {
            String user = perUser("vu");
            if (user.isEmpty()) {
                throw RequestFile.refused(
                        file, line, "a request without the tag vu", "k6 run --system-tags with vu and iter");
            }
            String scenario = tags.path("scenario").asText("default");
            String iteration = perUser("iter");
            long wait = Math.round(millis * MICROS_PER_MILLI);
            int status = tags.path("status").asInt();
            boolean ok =
                    failed == null ? tags.path("expected_response").asText().equals("true") : !failed;
            String error = tags.path("error").asText();
            return new ImportedRequest(
                    Micros.of(end) - wait,
                    wait,
                    scenario,
                    user,
                    !iteration.equals(iterations.put(scenario + " " + user, iteration)),
                    tags.path("name").asText("request"),
                    status,
                    ok,
                    ok ? "" : error.isEmpty() ? "status " + status : error);
        }
    }
}
