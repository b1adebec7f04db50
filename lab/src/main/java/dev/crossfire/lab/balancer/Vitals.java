package dev.crossfire.lab.balancer;

/**
 * A backend's health, as far as the checks so far tell.
 *
 * @param up whether it gets requests
 * @param streak answers in a row that say otherwise
 */
record Vitals(boolean up, int streak) {
    /** Nobody is sent anything before it has shown that it is well. */
    static final Vitals UNKNOWN = new Vitals(false, 0);

    Vitals after(boolean good, int rise, int fall) {
        if (good == up) {
            return new Vitals(up, 0);
        }
        int needed = up ? fall : rise;
        return streak + 1 >= needed ? new Vitals(!up, 0) : new Vitals(up, streak + 1);
    }
}
