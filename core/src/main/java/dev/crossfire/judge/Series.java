package dev.crossfire.judge;

/**
 * The requests of one cohort and one request name, in which trouble is sought.
 *
 * @param name the request name; for the series of all of a cohort's requests, {@link #ALL}
 */
record Series(String cohort, String name) {
    static final String ALL = "all requests";
}
