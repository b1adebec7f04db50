package dev.crossfire.judge.traffic;

/**
 * The requests of one cohort and one request name, in which unhealthy intervals are sought.
 *
 * @param name the request name; {@link #ALL} for all of a cohort's requests, {@link #USERS} for its users
 */
public record SeriesKey(String cohort, String name) {
    public static final String ALL = "all requests";
    public static final String USERS = "all users";
}
