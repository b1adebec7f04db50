package dev.crossfire.conductor;

import dev.crossfire.error.RunErrorException;

/** The load generator's process has ended. */
public final class GeneratorGoneException extends RunErrorException {
    private static final long serialVersionUID = 1L;

    public GeneratorGoneException(String message) {
        super(message);
    }
}
