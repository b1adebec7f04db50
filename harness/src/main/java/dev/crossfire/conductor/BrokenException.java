package dev.crossfire.conductor;

/** The harness or its environment broke (exit code 4); the message says what to do next. */
public class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    public BrokenException(String message) {
        super(message);
    }

    public BrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
