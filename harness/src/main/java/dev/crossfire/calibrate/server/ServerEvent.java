package dev.crossfire.calibrate.server;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.crossfire.evidence.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the failing server reports to its parent, one JSON object a line on its standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerEvent.ServerReady.class, name = "ready"),
    @JsonSubTypes.Type(value = ServerEvent.Report.class, name = "report"),
    @JsonSubTypes.Type(value = ServerEvent.ServerFailed.class, name = "failed")
})
public sealed interface ServerEvent {
    /** Every lane is served, at the port under its name. */
    record ServerReady(Map<String, Integer> ports) implements ServerEvent {
        public ServerReady {
            ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
        }
    }

    /** Its whole report, requested at the end. */
    record Report(List<LaneTruth> lanes) implements ServerEvent {
        public Report {
            lanes = List.copyOf(lanes);
        }
    }

    /** It cannot go on and exits with 4. */
    record ServerFailed(String why) implements ServerEvent {}

    /**
     * What one lane saw.
     *
     * @param arrivals requests that came
     */
    record LaneTruth(String lane, long arrivals, List<OutageTruth> outages) {
        public LaneTruth {
            outages = List.copyOf(outages);
        }
    }

    /**
     * One outage as the server made it; moments in microseconds since the epoch, by its clock.
     *
     * @param begun from which on it decided whether to fail a request
     * @param ended from which on nothing of it was left
     * @param requests that arrived in between; refused connections are not among them
     * @param hit those of them that it failed or delayed
     * @param firstHit when the first of these came; null without one
     * @param lastHit when the last of these came; null without one
     */
    record OutageTruth(
            String id,
            long begun,
            long ended,
            long requests,
            long hit,
            @Nullable Long firstHit,
            @Nullable Long lastHit) {}

    /**
     * Reads one line.
     *
     * @throws IOException when the line is no event
     */
    static ServerEvent parse(String line) throws IOException {
        return Json.read(line, ServerEvent.class);
    }
}
