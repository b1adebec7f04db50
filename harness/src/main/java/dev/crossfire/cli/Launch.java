package dev.crossfire.cli;

/**
 * The program's first class, which needs no other to be loaded: if the rest cannot be loaded or ends by an error, the exit
 * code is 4. Java's own would be 1, which means that an objective failed.
 */
public final class Launch {
    /** The only argument of a start that is to show whether Java starts at all. */
    private static final String PROBE = "--probe";

    private Launch() {}

    /** Runs the program, or only starts and ends. */
    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals(PROBE)) {
            return;
        }
        try {
            Crossfire.main(arguments);
        } catch (Error | RuntimeException broken) {
            System.err.println("crossfire: the program could not run: " + broken
                    + "; unpack the release archive again, or build it again with mvn package");
            // Not by way of any other class: what is needed for that may be what is missing.
            Runtime.getRuntime().halt(4);
        }
    }
}
