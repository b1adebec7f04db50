package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.Generators;
import dev.crossfire.fake.Labs;
import dev.crossfire.fake.PlantedInstallation;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Load.JvmOptions;
import dev.crossfire.process.Installation;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The load generator as a process: the messages when it is slow, cannot be started, or has ended. */
@Timeout(60)
@Tag("live")
class LoadProcessTest {
    private static final Kinds NONE = new Kinds(List.of(), List.of(), List.of());

    @TempDir
    Path temp;

    @Test
    void aGeneratorThatEndedIsReportedWithItsExitCodeAndItsLastLines() throws Exception {
        try (LoadProcess load = start(Generators.Gone.class, Map.of(), JvmOptions.NONE, Load.START_TIMEOUT)) {
            load.awaitReady();
            assertThatThrownBy(() -> load.next(Duration.ofSeconds(20)))
                    .hasMessageContaining("ended with exit code " + Generators.Gone.CODE)
                    .hasMessageContaining("no seat is left");
        }
    }

    @Test
    void aGeneratorThatIsKilledIsReportedWithItsSignal() throws Exception {
        try (LoadProcess load = start(Generators.Killed.class, Map.of(), JvmOptions.NONE, Load.START_TIMEOUT)) {
            assertThatThrownBy(load::awaitReady).hasMessageContaining("ended with signal 9 (SIGKILL)");
        }
    }

    @Test
    void oneThatIsNotReadyInTimeIsReportedWithTheSettingThatGivesItMore() throws Exception {
        try (LoadProcess load =
                start(Generators.NeverReady.class, Map.of(), JvmOptions.NONE, Duration.ofMillis(1500))) {
            assertThatThrownBy(load::awaitReady)
                    .hasMessageContaining("within 1 s")
                    .hasMessageContaining("load.start-timeout");
        }
    }

    @Test
    void anOptionThatJavaDoesNotKnowIsReportedWithJavasMessage() throws Exception {
        JvmOptions unknown = new JvmOptions("64m", List.of("-XX:+NoSuchOption"));
        try (LoadProcess load = start(Generators.Gone.class, Map.of(), unknown, Load.START_TIMEOUT)) {
            assertThatThrownBy(load::awaitReady)
                    .hasMessageContaining("ended with exit code 1")
                    .hasMessageContaining("NoSuchOption");
        }
    }

    @Test
    void aSecretThatIsNotSetKeepsItFromBeingStarted() {
        Map<String, String> parameters = Map.of("token", "${secret:CROSSFIRE_NO_SUCH_SECRET}");
        assertThatThrownBy(() -> start(Generators.Gone.class, parameters, JvmOptions.NONE, Load.START_TIMEOUT))
                .hasMessage("the secret CROSSFIRE_NO_SUCH_SECRET is not set in the process environment");
        assertThat(LoadSecrets.missing(load(parameters, JvmOptions.NONE, Load.START_TIMEOUT)))
                .containsExactly("CROSSFIRE_NO_SUCH_SECRET");
    }

    private static Load load(Map<String, String> parameters, JvmOptions jvm, Duration startTimeout) {
        return new Load(
                "com.example.Sale",
                parameters,
                Duration.ZERO,
                Duration.ofSeconds(5),
                List.of(),
                jvm,
                startTimeout,
                Map.of());
    }

    private LoadProcess start(Class<?> generator, Map<String, String> parameters, JvmOptions jvm, Duration startTimeout)
            throws IOException, RunErrorException {
        Installation installation =
                PlantedInstallation.in(Files.createDirectory(temp.resolve("home")), Labs.Idle.class, generator);
        Plan plan = FakeRun.under(FakeRun.plan(), load(parameters, jvm, startTimeout));
        RunDirectory run = new RunDirectory(Files.createDirectory(temp.resolve("run")), NONE);
        return LoadProcess.start(installation, plan, null, run, "");
    }
}
