package dev.crossfire.series;

/** How a run is treated badly. */
enum KillVariant {
    /** The conductor is killed; its guardian heals. */
    KILLED,
    /** The conductor is stopped until all is healed, and woken up again. */
    PAUSED,
    /** The conductor is asked to end, as by Ctrl-C; it heals itself. */
    ABORTED,
    /** The guardian is killed first; {@code recover} heals by the journal. */
    GUARDIAN_KILLED,
    /** The guardian is killed first and the run's folder deleted; {@code recover --env} heals by tags. */
    JOURNAL_DELETED;

    /** Of ten trials in a row five are plain kills, so that each of the others is seen with every kind in the end. */
    static KillVariant of(int trial) {
        return switch (trial % 10) {
            case 1 -> ABORTED;
            case 3, 6 -> PAUSED;
            case 8 -> GUARDIAN_KILLED;
            case 9 -> JOURNAL_DELETED;
            default -> KILLED;
        };
    }
}
