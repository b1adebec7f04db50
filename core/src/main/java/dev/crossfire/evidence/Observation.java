package dev.crossfire.evidence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of {@code observations.jsonl}: one result of an external check. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Observation.Listening.class, name = "listening"),
    @JsonSubTypes.Type(value = Observation.SourceUnreachable.class, name = "unreachable"),
    @JsonSubTypes.Type(value = Observation.Alarm.class, name = "alarm"),
    @JsonSubTypes.Type(value = Observation.Serving.class, name = "serving"),
    @JsonSubTypes.Type(value = Observation.Requests.class, name = "requests")
})
public sealed interface Observation {
    /** When it was seen, by Crossfire's clock. */
    Instant at();

    /** The source of the result. */
    String source();

    /**
     * From now on this source's results are recorded.
     *
     * @param proven the source has answered; false for one that has not answered yet
     */
    record Listening(Instant at, String source, boolean proven) implements Observation {
        public Listening {
            Objects.requireNonNull(at);
            Objects.requireNonNull(source);
        }
    }

    /** From now on a source cannot be reached. */
    record SourceUnreachable(Instant at, String source, String why) implements Observation {
        public SourceUnreachable {
            Objects.requireNonNull(at);
            Objects.requireNonNull(source);
        }
    }

    /**
     * An alarm has begun or ended.
     *
     * @param alarm its name; the message where the source gives no name
     * @param began the start that the sender reports, by its own clock; null where it reports none
     * @param instance what distinguishes it from others of its name, as a fingerprint; null where nothing does
     */
    record Alarm(
            Instant at,
            String source,
            String alarm,
            boolean firing,
            @Nullable Instant began,
            @Nullable String instance) implements Observation {
        public Alarm {
            Objects.requireNonNull(at);
            Objects.requireNonNull(source);
            Objects.requireNonNull(alarm);
        }

        /** One of which only the name is known. */
        public Alarm(Instant at, String source, String alarm, boolean firing) {
            this(at, source, alarm, firing, null, null);
        }
    }

    /**
     * How many replicas serve.
     *
     * @param known how many there are; as many as serve when the source does not report it
     */
    record Serving(Instant at, String source, int serving, int known) implements Observation {
        public Serving {
            Objects.requireNonNull(at);
            Objects.requireNonNull(source);
        }
    }

    /** How many requests have reached the system since some moment; restarted when it is smaller than before. */
    record Requests(Instant at, String source, double total) implements Observation {
        public Requests {
            Objects.requireNonNull(at);
            Objects.requireNonNull(source);
        }
    }
}
