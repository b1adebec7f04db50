package dev.crossfire.junit;

/** A drill has no verdict: Crossfire is not installed, refused the scenario, was stopped or broke. */
public final class DrillErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DrillErrorException(String message) {
        super(message);
    }

    DrillErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
