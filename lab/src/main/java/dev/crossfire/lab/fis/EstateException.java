package dev.crossfire.lab.fis;

/** A target's refusal of an effect; its message becomes the failed action's reason, read by the experiment's owner. */
public final class EstateException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Refuses with what was found, what was wanted, and what to do next. */
    public EstateException(String message) {
        super(message);
    }

    /** Refuses because of another failure, whose message is not repeated to the caller. */
    public EstateException(String message, Throwable cause) {
        super(message, cause);
    }
}
