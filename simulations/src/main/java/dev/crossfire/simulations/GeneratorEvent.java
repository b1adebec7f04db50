package dev.crossfire.simulations;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.Population;
import dev.crossfire.simulations.vitals.Vitals;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the load generator says to its parent, one JSON object a line on its standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GeneratorEvent.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = GeneratorEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = GeneratorEvent.Second.class, name = "frame"),
    @JsonSubTypes.Type(value = GeneratorEvent.Alive.class, name = "alive"),
    @JsonSubTypes.Type(value = GeneratorEvent.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = GeneratorEvent.Failed.class, name = "failed")
})
public sealed interface GeneratorEvent {
    /**
     * Everything is loaded and checked; {@code start} begins at once.
     *
     * @param simulation the class that will run
     * @param populations its Gatling scenarios, each with the model by which its users arrive
     */
    record Ready(String simulation, List<Population> populations) implements GeneratorEvent {
        public Ready {
            populations = List.copyOf(populations);
        }
    }

    /**
     * Users begin to arrive.
     *
     * @param t0 when t = 0 is, microseconds since the epoch; in the future while there is a warm-up
     */
    record Started(long t0) implements GeneratorEvent {}

    /**
     * One second has passed.
     *
     * @param second whole seconds after t = 0, negative in warm-up
     * @param cohorts what was seen, without histograms
     * @param lagP99Millis of the requests that ended in it and whose intended start is known; null when none did
     */
    record Second(
            int second,
            Map<String, Frame.CohortFrame> cohorts,
            @Nullable Double lagP99Millis) implements GeneratorEvent {}

    /** How the generator itself fares, about once a second. */
    record Alive(Vitals vitals) implements GeneratorEvent {}

    /**
     * Every user has left or was stopped, and all records are on disk.
     *
     * @param requests recorded, warm-up and aborted ones included
     * @param lost not recorded because the queue was full
     * @param intendedKnown those with a known intended start
     * @param aborted those cut short by a stop
     * @param lag of the requests after t = 0 whose intended start is known; null when there is none
     * @param ledger what was written down of what users were told; null when the simulation keeps no ledger
     */
    record Finished(
            long requests,
            long lost,
            long intendedKnown,
            long aborted,
            @Nullable Lag lag,
            @Nullable Kept ledger) implements GeneratorEvent {
        /** The end of a run without a ledger. */
        public Finished(long requests, long lost, long intendedKnown, long aborted, @Nullable Lag lag) {
            this(requests, lost, intendedKnown, aborted, lag, null);
        }
    }

    /** The generator cannot go on and exits with 4. */
    record Failed(String why) implements GeneratorEvent {}

    /** What was written down of what users were told, and what was not because the disk did not take it. */
    record Kept(long entries, long dropped) {}

    /** How late requests began. */
    record Lag(double p50Millis, double p99Millis, double maxMillis) {}

    /**
     * Reads one line.
     *
     * @throws IOException when the line is no event
     */
    static GeneratorEvent parse(String line) throws IOException {
        return Json.read(line, GeneratorEvent.class);
    }
}
