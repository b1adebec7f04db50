package dev.crossfire.lab.balancer;

/**
 * A backend's health, as far as the checks so far tell.
 *
 * @param up whether it gets requests
 * @param streak answers in a row that say otherwise
 */
record BackendHealth(boolean up, int streak) {
    /** Nobody is sent anything before it has shown that it is well. */
    static final BackendHealth UNKNOWN = new BackendHealth(false, 0);

    BackendHealth after(boolean good, int rise, int fall) {
        if (good == up) {
            return new BackendHealth(up, 0);
        }
        int needed = up ? fall : rise;
        return streak + 1 >= needed ? new BackendHealth(!up, 0) : new BackendHealth(up, streak + 1);
    }
}
