package dev.crossfire.error;

/** The harness or its environment failed (exit code 4); the message contains the next step. */
public class RunErrorException extends Exception {
    private static final long serialVersionUID = 1L;

    public RunErrorException(String message) {
        super(message);
    }

    public RunErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
