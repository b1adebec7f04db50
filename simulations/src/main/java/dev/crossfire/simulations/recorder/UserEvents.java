package dev.crossfire.simulations.recorder;

/** Receives what the users of one cohort do; called from many threads, never waits. */
public interface UserEvents {
    /**
     * A user has come.
     *
     * @param user its number among the active users of the cohort, from 1
     */
    void came(int user);

    /** A user has left. */
    void left(int user);

    /**
     * A user begins an HTTP request.
     *
     * @param micros microseconds since the epoch
     */
    void sent(int user, long micros);
}
