package dev.crossfire.spi;

import dev.crossfire.model.PrintableText;

/**
 * A fault could not be prepared, injected or healed; the message contains the next step.
 *
 * <p>The message is one line: much of it is text of a service, whose line ends must not look like those of a report.
 */
public class FaultException extends Exception {
    private static final long serialVersionUID = 1L;

    public FaultException(String message) {
        super(PrintableText.line(message));
    }

    public FaultException(String message, Throwable cause) {
        super(PrintableText.line(message), cause);
    }

    /**
     * A fault was not injected and will not be, because its targets are not as it needs them, or because the environment
     * refused.
     */
    public static final class NotInjectedException extends FaultException {
        private static final long serialVersionUID = 1L;

        public NotInjectedException(String message) {
            super(message);
        }

        public NotInjectedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The environment did not say whether it accepted the injection: the fault may take effect, or may not. */
    public static final class UnansweredException extends FaultException {
        private static final long serialVersionUID = 1L;

        public UnansweredException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
