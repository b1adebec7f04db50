package dev.crossfire.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Load.JvmOptions;
import dev.crossfire.simulations.Redaction.RedactedOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A secret reaches the simulation, and no output of this process. */
@Timeout(60)
@Tag("live")
class SecretsTest {
    private static final String SECRET = "s3cr3t/tok=en";

    @TempDir
    Path temp;

    @Test
    void aSecretReachesTheSimulationAndNothingElse() throws Exception {
        Path run = Files.createDirectory(temp.resolve("run"));
        try (PlantingServer server = new PlantingServer()) {
            Load load = new Load(
                    TellingSimulation.class.getName(),
                    Map.of("target", "${base-url}", "shop.token", "${secret:SHOP_TOKEN}"),
                    Duration.ZERO,
                    Duration.ofSeconds(20),
                    List.of());
            GeneratorConfig config = new GeneratorConfig(load, server.url(), run.toString(), Map.of(), 1);
            try (GeneratorProcess generator = GeneratorProcess.of(config)) {
                generator.send(HandedSecrets.line(Map.of("SHOP_TOKEN", SECRET)));
                generator.waitFor(GeneratorEvent.GeneratorReady.class);
                assertThat(generator.commandLine()).isNotEmpty().doesNotContain(SECRET);
                generator.send("start");
                generator.waitFor(GeneratorEvent.Finished.class);
                assertThat(generator.exit()).as(generator.log()).isZero();
                assertThat(generator.requests())
                        .extracting(GeneratorProcess.Seen::name)
                        .contains("with *** / look ***", "not found ***");
                assertThat(server.arrivals)
                        .as("the server is told the real one")
                        .anyMatch(arrival -> SECRET.equals(arrival.headers().get("authorization")));
                assertThat(generator.log()).contains("the token is ***, as I said");
                assertThat(generator
                                .events(GeneratorEvent.AfterHookEnded.class)
                                .get(0)
                                .problem())
                        .contains("could not log out ***");
                assertThat(String.join("\n", generator.lines)).doesNotContain("s3cr3t");
            }
        }
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("s3cr3t");
            }
        }
    }

    @Test
    void onlyTheFirstLineIsReadAndOnlyIfASecretIsNeeded() throws IOException {
        ByteArrayInputStream input = new ByteArrayInputStream(
                (HandedSecrets.line(Map.of("A", "x\ny")) + "\nstart\n").getBytes(StandardCharsets.UTF_8));
        assertThat(HandedSecrets.read(input, List.of())).isEmpty();
        assertThat(HandedSecrets.read(input, List.of("A"))).isEqualTo(Map.of("A", "x\ny"));
        assertThat(new String(input.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("start\n");
        ByteArrayInputStream start = new ByteArrayInputStream("start\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> HandedSecrets.read(start, List.of("A"))).hasMessageContaining("passed no secrets");
    }

    @Test
    void aSecretIsHiddenInEveryFormThatLogsGiveIt() {
        Redaction redaction = new Redaction(List.of("a/b \"c\"", "first line\nsecond line", "abc"));
        assertThat(redaction.of("a/b \"c\" a%2Fb+%22c%22 a/b \\\"c\\\" second line abc"))
                .isEqualTo("*** *** *** *** abc");
    }

    @Test
    void aLineIsHeldBackUntilItHasEnded() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        PrintStream log = new PrintStream(
                new RedactedOutput(file, new Redaction(List.of("hidden word"))), true, StandardCharsets.UTF_8);
        log.print("a hidden");
        log.flush();
        assertThat(file.toString(StandardCharsets.UTF_8)).isEmpty();
        log.println(" word");
        assertThat(file.toString(StandardCharsets.UTF_8)).isEqualTo("a ***" + System.lineSeparator());
    }

    @Test
    void javaIsStartedWithItsOptions() {
        List<String> command = GeneratorCommand.of(
                "classes",
                Path.of("config"),
                Path.of("scratch"),
                new JvmOptions("2g", List.of("-XX:+UseZGC")),
                "-Xmx1g  '-Da=b c' -Dd=\"e f\"");
        assertThat(command)
                .containsSubsequence("-Xmx1g", "-Da=b c", "-Dd=e f", "-Xmx2g", "-XX:+UseZGC", "-cp", "classes");
    }
}
