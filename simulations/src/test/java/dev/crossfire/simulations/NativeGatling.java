package dev.crossfire.simulations;

import dev.crossfire.simulations.recorder.Gatling;

/** Gatling as its users run it, started by its own command line with its own statistics and log. */
public final class NativeGatling {
    private NativeGatling() {}

    /** Hands everything to Gatling; only its calls to the internet are left out. */
    public static void main(String[] args) {
        Gatling.keepToItself();
        io.gatling.app.Gatling.main(args);
    }
}
