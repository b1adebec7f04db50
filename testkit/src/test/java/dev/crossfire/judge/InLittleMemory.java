package dev.crossfire.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shows that something takes little memory: in a JVM that has no more it must succeed. */
public final class InLittleMemory {
    private InLittleMemory() {}

    /**
     * Runs a program, which must succeed.
     *
     * @param megabytes of heap that it may use
     * @return what it wrote to its standard output
     */
    public static String run(Class<?> program, int megabytes, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s in %d MB of heap", program.getSimpleName(), megabytes)
                    .isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
