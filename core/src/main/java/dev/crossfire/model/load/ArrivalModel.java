package dev.crossfire.model.load;

/** How the users of a Gatling scenario come to send their requests. */
public enum ArrivalModel {
    /** New users arrive by a schedule, whether earlier ones were answered or not. */
    OPEN,
    /** A number of users is kept up; each sends its next request after its last answer. */
    CLOSED,
    /** Requests queue inside the load generator for a rate that it must not exceed. */
    THROTTLED
}
