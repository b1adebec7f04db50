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

    /** A fault was not injected, because its targets are not as it needs them; no request was made. */
    public static final class NotInjectedException extends FaultException {
        private static final long serialVersionUID = 1L;

        public NotInjectedException(String message) {
            super(message);
        }
    }
}
