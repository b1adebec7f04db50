package dev.crossfire.simulations;

import dev.crossfire.evidence.LedgerFiles;
import dev.crossfire.model.quantity.ParameterText;
import dev.crossfire.simulations.Redaction.RedactedOutput;
import dev.crossfire.simulations.recorder.Gatling;
import dev.crossfire.simulations.recorder.Recorder;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The process around a run: its log, and the properties that a simulation and Gatling read. */
final class RunnerEnvironment {
    private static final String LOG = "generator.log";

    private RunnerEnvironment() {}

    /**
     * Prepares the process; to be called before anything of Gatling is loaded.
     *
     * @param secrets those that the parameters refer to, by name
     * @return what hides them in all output
     */
    static Redaction prepare(GeneratorConfig config, Path configFile, Map<String, String> secrets) throws IOException {
        Redaction redaction = new Redaction(secrets.values());
        if (!Files.isDirectory(config.directory())) {
            throw new IOException("missing directory " + config.directory() + "; expected an existing run directory");
        }
        // Gatling, its log and the simulation may print what they like: standard output is for the parent.
        OutputStream file = new FileOutputStream(config.directory().resolve(LOG).toFile(), true);
        PrintStream log = new PrintStream(
                redaction.isEmpty() ? file : new RedactedOutput(file, redaction), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        System.setProperty("logback.configurationFile", "dev/crossfire/simulations/generator-logback.xml");
        config.load()
                .parameters()
                .forEach((name, value) ->
                        System.setProperty(name, ParameterText.resolved(value, config.baseUrl(), secrets::get)));
        System.setProperty(GeneratorConfig.FILE_PROPERTY, configFile.toString());
        System.setProperty(GeneratorConfig.BASE_URL_PROPERTY, config.baseUrl());
        Gatling.keepToItself();
        if (ShippedSimulation.find(config.load().simulation()).isPresent()) {
            System.setProperty("gatling.socket.connectTimeout", "1000");
        }
        return redaction;
    }

    /** Refuses a directory that contains the records of another run. */
    static void requireFresh(Path directory) throws IOException {
        for (String name : Stream.concat(Recorder.FILES.stream(), Stream.of(LedgerFiles.CLIENT_FILE))
                .toList()) {
            if (Files.exists(directory.resolve(name))) {
                throw new IOException(name + " in " + directory
                        + " is invalid; expected a run directory without records; name another one");
            }
        }
    }

    /** The class to run for what a scenario calls its simulation. */
    static String simulationClass(String simulation) throws IOException {
        String name = ShippedSimulation.classNameOf(simulation);
        try {
            return Class.forName(name, false, RunnerEnvironment.class.getClassLoader())
                    .getName();
        } catch (ClassNotFoundException missing) {
            throw new IOException(
                    "missing simulation '" + simulation + "'; expected one of " + ShippedSimulation.names()
                            + " or a class on the class path that extends Gatling's Simulation",
                    missing);
        }
    }

    /** Why something broke, in one line; the whole of it goes to the log. */
    static String explain(Throwable broken) {
        broken.printStackTrace(System.err);
        if (broken instanceof IOException && broken.getMessage() != null && !(broken instanceof FileSystemException)) {
            return broken.getMessage();
        }
        Throwable root = broken;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String what = root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
        return hint(root).map(hint -> what + "; " + hint).orElse(what);
    }

    private static Optional<String> hint(Throwable root) {
        if (root instanceof UnsupportedClassVersionError) {
            return Optional.of("this is Java " + Runtime.version().feature()
                    + ": set JAVA_HOME to a newer one, or compile the simulation for this one");
        }
        return root instanceof IncompatibleClassChangeError
                ? Optional.of("a part of the class path was compiled with another version of a library, as of Gatling")
                : Optional.empty();
    }

    /**
     * Deletes the folder that libraries unpack into when the process ends, if it lies within the run's directory: elsewhere it may belong to another
     * process.
     *
     * @param directory the run's
     */
    static void deleteUnpackedLibrariesAtExit(Path directory) {
        Path run = directory.toAbsolutePath().normalize();
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
        if (folder.startsWith(run) && !folder.equals(run)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "unpacked"));
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            System.err.println("some unpacked files remain: " + left);
        }
    }
}
