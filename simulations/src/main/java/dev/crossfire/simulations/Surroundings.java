package dev.crossfire.simulations;

import dev.crossfire.simulations.recorder.Gatling;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process around a run: its log, and the properties that a simulation and Gatling read. */
final class Surroundings {
    private static final String LOG = "generator.log";

    private Surroundings() {}

    /** Prepares the process; to be called before anything of Gatling is loaded. */
    static void prepare(GeneratorConfig config, Path configFile) throws IOException {
        // Gatling, its log and the simulation may print what they like: standard output is for the parent.
        PrintStream log = new PrintStream(
                new FileOutputStream(config.directory().resolve(LOG).toFile(), true), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        System.setProperty("logback.configurationFile", "dev/crossfire/simulations/generator-logback.xml");
        config.load().parameters().forEach(System::setProperty);
        System.setProperty(GeneratorConfig.FILE_PROPERTY, configFile.toString());
        System.setProperty(GeneratorConfig.BASE_URL_PROPERTY, config.baseUrl());
        Gatling.keepToItself();
        if (ShippedSimulation.find(config.load().simulation()).isPresent()) {
            System.setProperty("gatling.socket.connectTimeout", "1000");
        }
    }

    /** Why something broke, in one line; the whole of it goes to the log. */
    static String explain(Throwable broken) {
        broken.printStackTrace(System.err);
        Throwable root = broken;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return root instanceof IOException && message != null && root == broken
                ? message
                : root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
