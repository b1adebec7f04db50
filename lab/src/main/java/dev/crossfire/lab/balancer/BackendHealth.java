package dev.crossfire.lab.balancer;

/**
 * A backend's health, by the checks so far.
 *
 * @param up whether it gets requests
 * @param streak answers in a row to the contrary
 */
record BackendHealth(boolean up, int streak) {
    /** A backend gets no request before it has shown that it is healthy. */
    static final BackendHealth UNKNOWN = new BackendHealth(false, 0);

    BackendHealth after(boolean good, int rise, int fall) {
        if (good == up) {
            return new BackendHealth(up, 0);
        }
        int needed = up ? fall : rise;
        return streak + 1 >= needed ? new BackendHealth(!up, 0) : new BackendHealth(up, streak + 1);
    }
}
