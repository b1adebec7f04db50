package dev.crossfire.junit.process;

/** The exit code of a command. */
public final class ExitMeaning {
    private ExitMeaning() {}

    /** The code and, where it has one, its meaning, as {@code exit code 2 (bad usage or bad file)}. */
    public static String text(int code) {
        return "exit code " + code
                + switch (code) {
                    case 2 -> " (bad usage or bad file)";
                    case 3 -> " (inconclusive)";
                    case 4 -> " (Crossfire or the environment failed)";
                    case 5 -> " (a fault is not verified to be cleared)";
                    default -> "";
                };
    }
}
