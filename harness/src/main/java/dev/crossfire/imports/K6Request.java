package dev.crossfire.imports;

import dev.crossfire.error.BadInputException;
import dev.crossfire.judge.timeline.Micros;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request of k6, of which not all measurements may have been read yet.
 *
 * <p>The measurements of a request stand together and carry the same time, that of its end, and the same tags.
 */
final class K6Request {
    /** The metric with which a request begins. */
    static final String REQUESTS = "http_reqs";

    /** The metric of arrivals for which there was no free virtual user. */
    static final String DROPPED = "dropped_iterations";

    /** With what the names of a request's metrics begin. */
    static final String HTTP = "http_req";

    private static final double MICROS_PER_MILLI = 1_000;

    private final Instant end;
    private final UnaryOperator<String> tags;
    private final Path file;
    private final long line;
    private double millis;
    private @Nullable Boolean failed;

    /**
     * Begins with the first measurement.
     *
     * @param tags returns a tag's value; empty without one
     */
    K6Request(Instant end, UnaryOperator<String> tags, Path file, long line) {
        this.end = end;
        this.tags = tags;
        this.file = file;
        this.line = line;
    }

    /** Adds the wait for a connection, with its opening, and from the first byte sent to the last byte received. */
    void add(String metric, double value) {
        switch (metric) {
            case "http_req_blocked", "http_req_duration" -> millis += value;
            case "http_req_failed" -> failed = value != 0;
            default -> {}
        }
    }

    /**
     * The whole request, once all of its measurements are read.
     *
     * @param iterations the last one of each virtual user
     */
    ImportedRequest whole(Map<String, String> iterations) throws BadInputException {
        String user = tags.apply("vu");
        if (user.isEmpty()) {
            throw RequestFile.refused(
                    file, line, "a request without the tag vu", "k6 run --system-tags with vu and iter");
        }
        String scenario = or(tags.apply("scenario"), "default");
        String iteration = tags.apply("iter");
        long wait = Math.round(millis * MICROS_PER_MILLI);
        String status = tags.apply("status");
        boolean ok = failed == null ? tags.apply("expected_response").equals("true") : !failed;
        return new ImportedRequest(
                Micros.of(end) - wait,
                wait,
                scenario,
                user,
                !iteration.equals(iterations.put(scenario + " " + user, iteration)),
                or(tags.apply("name"), "request"),
                status.matches("\\d{1,3}") ? Integer.parseInt(status) : 0,
                ok,
                ok ? "" : or(tags.apply("error"), "status " + status));
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
