package dev.crossfire.model.objective;

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
