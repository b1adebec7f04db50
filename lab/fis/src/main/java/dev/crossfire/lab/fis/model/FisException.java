package dev.crossfire.lab.fis.model;

/** A request refused; type and message go back to the client. */
public final class FisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;

    /** Refuses with an error of a type; the message contains what was found and what was expected. */
    public FisException(ErrorType type, String message) {
        // A refusal is an answer, not a fault of the lab: its stack is never read.
        super(message, null, false, false);
        this.type = type;
    }

    /** Refuses an input that breaks a rule. */
    public static FisException invalid(String message) {
        return new FisException(ErrorType.VALIDATION, message);
    }

    /** Refuses access to a resource that does not exist. */
    public static FisException notFound(String message) {
        return new FisException(ErrorType.NOT_FOUND, message);
    }

    /** Refuses to go beyond a quota. */
    public static FisException quota(String message) {
        return new FisException(ErrorType.QUOTA, message);
    }

    /** Returns the error's type. */
    public ErrorType type() {
        return type;
    }
}
