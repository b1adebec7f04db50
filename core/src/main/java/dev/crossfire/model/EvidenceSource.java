package dev.crossfire.model;

/** What an objective is judged by, beside the requests of users. */
public enum EvidenceSource {
    /** What the system holds of what users wrote. */
    WRITES,
    /** By which key a user wrote each of them. */
    WRITE_KEYS,
    /** What each of them took, as a seat. */
    WRITE_ITEMS,
    /** Who was alarmed, and when. */
    ALARMS,
    /** How many requests reached the system. */
    REQUESTS,
    /** How many replicas serve. */
    REPLICAS
}
