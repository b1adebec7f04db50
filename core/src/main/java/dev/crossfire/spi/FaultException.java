package dev.crossfire.spi;

/** A fault could not be armed, fired or healed; the message says what to do next. */
public class FaultException extends Exception {
    private static final long serialVersionUID = 1L;

    public FaultException(String message) {
        super(message);
    }

    public FaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
