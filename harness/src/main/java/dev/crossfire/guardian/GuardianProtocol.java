package dev.crossfire.guardian;

/** The messages between a conductor and its guardian, one a line; what follows a space is the message's content. */
final class GuardianProtocol {
    /** To the guardian: its assignment. */
    static final String ASSIGN = "assign ";
    /** To the guardian: the conductor is alive. */
    static final String HEARTBEAT = "heartbeat";
    /** To the guardian: all is healed, nothing is left to guard. */
    static final String DONE = "done";

    /** From the guardian: the heartbeat came, and it has not taken over. */
    static final String ACK = "ack";
    /** From the guardian: it has connected to the environment, and can heal. */
    static final String READY = "ready";
    /** From the guardian: it cannot guard, and why. */
    static final String REFUSED = "refused ";
    /** From the guardian: it has taken healing over, and why. */
    static final String FENCED = "fenced ";

    private GuardianProtocol() {}
}
