package dev.crossfire.lab.fis.engine;

/** Targets that cannot be resolved; the message becomes the failed experiment's reason. */
final class ResolutionException extends Exception {
    private static final long serialVersionUID = 1L;

    ResolutionException(String message) {
        super(message);
    }
}
