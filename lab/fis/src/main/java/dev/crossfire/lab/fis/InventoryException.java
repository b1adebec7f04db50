package dev.crossfire.lab.fis;

/** A target's refusal of an effect; its message becomes the failed action's reason, read by the experiment's owner. */
public final class InventoryException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Refuses with what was found, what was expected, and the next step. */
    public InventoryException(String message) {
        super(message);
    }

    /** Refuses because of another failure, whose message is not repeated to the caller. */
    public InventoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
