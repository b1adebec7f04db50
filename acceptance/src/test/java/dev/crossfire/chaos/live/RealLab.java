package dev.crossfire.chaos.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.chaos.lab.LabDescriptor;
import dev.crossfire.chaos.lab.LabProvider;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.testkit.MachineClock;
import dev.crossfire.testkit.starvation.TimingError;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One lab for all tests of this process; it ends with it, because it hears the end of its standard input. */
final class RealLab {
    private static final Path BUILT =
            Path.of("..", "lab", "target").toAbsolutePath().normalize();
    private static final Path LOG =
            Path.of("target", "contract-lab-" + ProcessHandle.current().pid() + ".log");
    private static final Path TURN = Path.of("target", "contract-lab.lock");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ATTEMPTS = 2;

    private static @Nullable RealLab lab;
    private static int attempts;

    private final Process process;
    private final LabDescriptor settings;

    private final Path kubeconfig;

    private RealLab(Process process, LabDescriptor settings, Path kubeconfig) {
        this.process = process;
        this.settings = settings;
        this.kubeconfig = kubeconfig;
    }

    /** The lab, started when it is first needed; one that did not become ready on a busy machine gets a second chance. */
    static synchronized RealLab get() {
        if (lab == null) {
            if (attempts == MOST_ATTEMPTS) {
                throw new TimingError("no lab became ready; see " + LOG, null);
            }
            attempts++;
            lab = startInTurn();
        }
        return lab;
    }

    /** Labs that start at once take each other's time, and each would record the classes that the first one leaves. */
    private static RealLab startInTurn() {
        try (FileChannel channel = FileChannel.open(TURN, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            return start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static RealLab start() {
        Path jar = BUILT.resolve("lab-0.1.0.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing; build with: mvn -pl acceptance -am verify");
        }

        try {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-cp",
                            jar + File.pathSeparator + BUILT.resolve("lib") + File.separator + "*",
                            "dev.crossfire.lab.Lab",
                            // Other tests may take the processors from a database that is well for longer than a
                            // second.
                            "--probe-failures=6",
                            "--rebuild-after=1s"))
                    .redirectError(LOG.toFile())
                    .start();
            // The lab hears when this process ends, however it does.
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String last = "";
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
                JsonNode event = JSON.readTree(line);
                if (event.path("event").asText().equals("ready")) {
                    Path kubeconfig = Path.of(event.at("/kubernetes/kubeconfig").asText());
                    return new RealLab(process, LabDescriptor.read(line), kubeconfig);
                }
            }
            throw new TimingError("the lab ended before it was ready: " + last, null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The file that the lab wrote for kubectl. */
    Path kubeconfig() {
        return kubeconfig;
    }

    /** Connects to it anew, as another process would. */
    Environment open() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the lab has died; see " + LOG);
        }
        ProviderSettings<LabDescriptor, NoRole> own = new ProviderSettings<>(settings);
        return new LabProvider()
                .open(
                        new EnvironmentSpec("lab", null, false, Limits.NONE, Map.of("lab", own)),
                        own,
                        new MachineClock());
    }
}
