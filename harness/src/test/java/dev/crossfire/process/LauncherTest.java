package dev.crossfire.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script: a Crossfire that cannot start exits with 4. Java's own 1 would mean that an objective failed. */
@Timeout(60)
@Tag("live")
class LauncherTest {
    private static final String LAUNCH = "dev/crossfire/cli/Launch.class";
    private static final int ERROR = 4;

    @TempDir
    Path home;

    private Path jar;
    private String said = "";

    @BeforeEach
    void install() throws IOException {
        Files.copy(Path.of("../crossfire"), home.resolve("crossfire"));
        jar = Files.createDirectories(home.resolve("harness/target")).resolve("harness-0.jar");
        try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar));
                InputStream from =
                        Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(LAUNCH))) {
            to.putNextEntry(new ZipEntry(LAUNCH));
            from.transferTo(to);
            to.closeEntry();
        }
    }

    @Test
    void optionsThatJavaDoesNotKnow() throws Exception {
        assertThat(run(Map.of("JAVA_TOOL_OPTIONS", "-XX:NoSuchOption")))
                .as(said)
                .isEqualTo(ERROR);
        assertThat(said).contains("crossfire: Java cannot start Crossfire", "NoSuchOption");
    }

    @Test
    void aHeapThatCannotBe() throws Exception {
        assertThat(run(Map.of("JDK_JAVA_OPTIONS", "-Xms9999999m"))).as(said).isEqualTo(ERROR);
        assertThat(said).contains("crossfire: Java cannot start Crossfire");
    }

    @Test
    void aBrokenProgram() throws Exception {
        Files.writeString(jar, "no jar");
        assertThat(run(Map.of())).as(said).isEqualTo(ERROR);
        assertThat(said).contains("crossfire: Java cannot start Crossfire");
    }

    @Test
    void aProgramThatLacksALibrary() throws Exception {
        assertThat(run(Map.of())).as(said).isEqualTo(ERROR);
        assertThat(said).contains("crossfire: the program could not run: java.lang.NoClassDefFoundError");
    }

    private int run(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder launcher =
                new ProcessBuilder("sh", home.resolve("crossfire").toString(), "judge", "run");
        launcher.environment().put("CROSSFIRE_NO_BUILD", "1");
        launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
        launcher.environment().putAll(environment);
        Process process = launcher.redirectErrorStream(true).start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }
}
