package dev.crossfire.lab.failover;

/** The pair cannot do what was requested in its present state; the message contains the reason. */
public final class FailoverRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Refuses with what was found and what to do next. */
    public FailoverRefusedException(String message) {
        super(message);
    }
}
