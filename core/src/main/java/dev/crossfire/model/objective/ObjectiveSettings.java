package dev.crossfire.model.objective;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Marks the record that contains one objective kind's settings, and names what every objective refers to. */
public interface ObjectiveSettings {
    /** The cohort it judges; null when it judges none in particular. */
    default @Nullable String cohort() {
        return null;
    }

    /** The fault it judges; null when it judges none in particular. */
    default @Nullable String fault() {
        return null;
    }

    /** The phase it judges. */
    default PhaseRef phase() {
        return PhaseRef.WHOLE;
    }

    /** The only source by which it can be judged, beside the requests of users. */
    default Set<EvidenceSource> sources() {
        return Set.of();
    }

    /** What its figure is about. */
    default ObjectiveSubject subject() {
        return ObjectiveSubject.FIGURE;
    }

    /** What it requires. */
    ObjectiveTarget target();

    /** The source by which an objective is judged, beside the requests of users. */
    public enum EvidenceSource {
        /** The system's own records of writes. */
        WRITES,
        /** By which key a user wrote each of them. */
        WRITE_KEYS,
        /** What each of them took, as a seat. */
        WRITE_ITEMS,
        /** Alarms and their times. */
        ALARMS,
        /** How many requests reached the system. */
        REQUESTS,
        /** How many replicas serve. */
        REPLICAS
    }

    /** What an objective's figure is about, for a report that puts it in a sentence. */
    public enum ObjectiveSubject {
        /** The time until a cohort is healthy again. */
        RECOVERY,
        /** The share of requests that failed; of users who wait for their answers, the share of their time. */
        ERRORS,
        /** The share of requests that were answered well; of users who wait for their answers, the share of their time. */
        GOOD_REQUESTS,
        /** Whether a fault had the impact that the scenario expects. */
        EXPECTED_IMPACT,
        /** An assertion of the simulation's own. */
        ASSERTION,
        /** Any other figure. */
        FIGURE
    }
}
