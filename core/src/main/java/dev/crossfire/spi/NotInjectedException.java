package dev.crossfire.spi;

/** A fault was not injected, because its targets are not as it needs them; no request was made. */
public final class NotInjectedException extends FaultException {
    private static final long serialVersionUID = 1L;

    public NotInjectedException(String message) {
        super(message);
    }
}
