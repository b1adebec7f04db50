package dev.crossfire.lab.fis.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The status of an experiment or of one of its actions; only an action can be skipped. */
public enum Status {
    PENDING,
    INITIATING,
    RUNNING,
    STOPPING,
    COMPLETED,
    STOPPED,
    FAILED,
    CANCELLED,
    SKIPPED;

    /** Returns whether nothing follows. */
    public boolean terminal() {
        return compareTo(STOPPING) > 0;
    }

    /** Returns the status in AWS's spelling. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A status and, in a sentence, why. */
    public record StatusReason(Status status, String reason) {}
}
