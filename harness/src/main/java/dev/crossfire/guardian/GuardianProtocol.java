package dev.crossfire.guardian;

/** The messages between a conductor and its guardian, one a line; what follows a space is the message's content. */
final class GuardianProtocol {
    /** To the guardian: what it is in charge of. */
    static final String CHARGE = "charge ";
    /** To the guardian: the conductor is alive. */
    static final String BEAT = "beat";
    /** To the guardian: all is healed, nothing is left to guard. */
    static final String DONE = "done";

    /** From the guardian: the beat came, and nothing was taken over. */
    static final String HEARD = "heard";
    /** From the guardian: it has connected to the environment, and can heal. */
    static final String READY = "ready";
    /** From the guardian: it cannot guard, and why. */
    static final String REFUSED = "refused ";
    /** From the guardian: it has taken healing over, and why. */
    static final String FENCED = "fenced ";

    private GuardianProtocol() {}
}
