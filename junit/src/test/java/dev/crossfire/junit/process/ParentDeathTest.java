package dev.crossfire.junit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that a test started heals, however the test's own process ends. */
@Tag("live")
class ParentDeathTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    /** Is the test's process: starts a command and waits for it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (CommandProcess process = CommandProcess.start(
                new CrossfireLauncher(Path.of(arguments[0])),
                Path.of("").toAbsolutePath(),
                List.of("run"),
                line -> {},
                line -> {})) {
            process.await();
        }
    }

    @Test
    void theCommandHealsWhenItsParentIsKilled() throws IOException {
        Process parent = start();
        parent.destroyForcibly();
        await().atMost(BOUND).until(() -> Files.exists(folder.resolve("healed")));
    }

    /** As Maven, Gradle and an IDE's stop button do it. */
    @Test
    void theParentWaitsForTheHealingWhenItIsToEnd() throws IOException, InterruptedException {
        Process parent = start();
        parent.destroy();
        parent.waitFor();
        assertThat(folder.resolve("healed")).exists();
    }

    private Process start() throws IOException {
        Path program = folder.resolve("crossfire");
        Files.writeString(
                program,
                "#!/bin/sh\ntouch '" + folder.resolve("begun") + "'\ncat >/dev/null\ntouch '" + folder.resolve("healed")
                        + "'\nexit 4\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentDeathTest.class.getName(),
                        program.toString())
                .inheritIO()
                .start();
        await().atMost(BOUND).until(() -> Files.exists(folder.resolve("begun")));
        assertThat(folder.resolve("healed")).doesNotExist();
        return parent;
    }
}
