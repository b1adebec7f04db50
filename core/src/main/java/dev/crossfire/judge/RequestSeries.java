package dev.crossfire.judge;

/**
 * The requests of one cohort and one request name, in which unhealthy intervals are sought.
 *
 * @param name the request name; {@link #ALL} for all of a cohort's requests, {@link #USERS} for its users
 */
record RequestSeries(String cohort, String name) {
    static final String ALL = "all requests";
    static final String USERS = "all users";
}
