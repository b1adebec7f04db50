package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A user's own simulation, compiled against the Gatling that Crossfire runs. */
public final class CompiledSimulation {
    private static final Path LIBRARIES = Path.of("../simulations/target/lib");

    /** Crossfire's own API for simulations. */
    private static final Path LEDGER = Path.of("../simulations/target/classes");

    private CompiledSimulation() {}

    /** Compiles a source file; returns the folder with its classes. */
    public static Path in(Path directory, String file, String source) throws IOException {
        Path java = directory.resolve("src").resolve(file);
        Files.createDirectories(java.getParent());
        Files.writeString(java, source);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", libraries(), "-d", classes.toString(), java.toString());
        assertThat(code).as("javac").isZero();
        return classes;
    }

    private static String libraries() throws IOException {
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            return Stream.concat(jars, Stream.of(LEDGER))
                    .map(Path::toString)
                    .collect(Collectors.joining(System.getProperty("path.separator")));
        }
    }
}
