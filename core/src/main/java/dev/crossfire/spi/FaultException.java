package dev.crossfire.spi;

/** A fault could not be prepared, injected or healed; the message contains the next step. */
public class FaultException extends Exception {
    private static final long serialVersionUID = 1L;

    public FaultException(String message) {
        super(message);
    }

    public FaultException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A fault was not injected, because its targets are not as it needs them; no request was made. */
    public static final class NotInjectedException extends FaultException {
        private static final long serialVersionUID = 1L;

        public NotInjectedException(String message) {
            super(message);
        }
    }
}
