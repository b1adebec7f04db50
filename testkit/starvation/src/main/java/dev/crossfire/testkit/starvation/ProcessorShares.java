package dev.crossfire.testkit.starvation;

/**
 * How the processors' time was shared over a moment; the rest was this build's.
 *
 * @param idle 0 to 1: no process had anything to do
 * @param others 0 to 1: other work on the machine, that of its host included
 */
record ProcessorShares(double idle, double others) {
    /** With more than this left over, a process that wants to run can. */
    private static final double ALL_TAKEN = 0.15;

    /** Below this, the machine is full of the build's own work. */
    private static final double MUCH = 0.25;

    /** Beyond this, hardly any test with a time limit can hold. */
    private static final double NEARLY_ALL = 0.75;

    /** Returns whether the processors were full, and with other work to a considerable part. */
    boolean isStarving() {
        return idle <= ALL_TAKEN && others >= MUCH;
    }

    /** Returns whether next to nothing is left for a test that begins now. */
    boolean isHopeless() {
        return idle <= ALL_TAKEN && others >= NEARLY_ALL;
    }
}
