package dev.crossfire.judge.traffic;

/**
 * Identifies a series of requests, in which unhealthy intervals are sought: one cohort and one request name.
 *
 * @param name the request name; {@link #ALL} for all of a cohort's requests, {@link #USERS} for its users
 */
public record SeriesKey(String cohort, String name) {
    public static final String ALL = "all requests";
    public static final String USERS = "all users";
}
