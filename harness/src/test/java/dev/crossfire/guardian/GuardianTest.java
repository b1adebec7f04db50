package dev.crossfire.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.guardian.GuardianProtocol.GuardianAssignment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real guardian beside a stand-in conductor that lives, each a process; the environment is a folder that outlives both. */
@Tag("live")
class GuardianTest {
    private static final String BROKEN = StandIn.RUN + "--first--broken";

    @TempDir
    Path folder;

    @Test
    void whileTheConductorIsAliveNothingIsHealedAndBothEndTogether() throws Exception {
        try (Conducted conducted = Conducted.start(folder)) {
            ProcessHandle guardian = conducted.guardian();
            Awaitility.await()
                    .during(GuardianAssignment.PATIENCE.plusSeconds(2))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> conducted.left().contains(BROKEN)
                            && !conducted.events().contains("fenced"));
            for (String signal : new String[] {"INT", "HUP", "TERM"}) {
                conducted.signal(signal, guardian);
            }
            conducted.send("inject");
            conducted.awaitReported("injected second");
            conducted.send("done");
            conducted.awaitReported("ended");
            Conducted.awaitEnded(guardian);
            assertThat(conducted.left()).isEmpty();
            assertThat(conducted.events()).doesNotContain("fenced");
            assertThat(conducted.run.resolve("fence.json")).doesNotExist();
        }
    }

    @Test
    void withoutItsGuardianAConductorInjectsNothing() throws Exception {
        try (Conducted conducted = Conducted.start(folder)) {
            conducted.signal("KILL", conducted.guardian());
            conducted.awaitReported("lost the guardian");
            conducted.send("inject");
            conducted.awaitReported("refused the guardian (process");
            assertThat(conducted.left()).doesNotContain(StandIn.RUN + "--second--broken");
        }
    }

    @Test
    void theSecretIsInNoFileAndInNobodysArguments() throws Exception {
        try (Conducted conducted = Conducted.start(folder)) {
            assertThat(conducted.guardian().info().commandLine().orElse("")).doesNotContain("sesame");
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContain("sesame");
                }
            }
        }
    }
}
