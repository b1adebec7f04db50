package dev.crossfire.spi;

/** A fault was not fired, because its targets are not as it needs them; nothing was asked of anyone. */
public final class NotInjectedException extends FaultException {
    private static final long serialVersionUID = 1L;

    public NotInjectedException(String message) {
        super(message);
    }
}
