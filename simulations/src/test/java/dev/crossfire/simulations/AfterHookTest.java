package dev.crossfire.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.load.Load;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a simulation does after its load, its evidence is complete and reported before. */
@Timeout(60)
@Tag("live")
class AfterHookTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"prints,0", "throws,0", "exits,7", "halts,9"})
    void theEvidenceIsThereWhateverFollows(String after, int exit) throws Exception {
        Path run = Files.createDirectory(temp.resolve("run"));
        try (PlantingServer server = new PlantingServer()) {
            Load load = new Load(
                    AfterSimulation.class.getName(),
                    Map.of("target", server.url(), "after", after),
                    Duration.ZERO,
                    Duration.ofSeconds(2),
                    List.of());
            GeneratorConfig config = new GeneratorConfig(load, "http://unused", run.toString(), Map.of(), 1);
            try (GeneratorProcess generator = GeneratorProcess.of(config)) {
                generator.waitFor(GeneratorEvent.GeneratorReady.class);
                generator.send("start");
                GeneratorEvent.Finished finished = generator.waitFor(GeneratorEvent.Finished.class);
                assertThat(generator.exit()).as(generator.log()).isEqualTo(exit);
                assertThat(finished.afterHook()).isTrue();
                assertThat(finished.requests())
                        .isEqualTo(generator.requests().size())
                        .isGreaterThan(AfterSimulation.USERS);
                assertThat(generator.events(GeneratorEvent.LoadCutShort.class))
                        .as("the load was cut at its duration")
                        .singleElement()
                        .satisfies(cut -> {
                            assertThat(cut.users()).isEqualTo(AfterSimulation.USERS);
                            assertThat(cut.requests()).isEqualTo(finished.aborted());
                        });
                clientRecords(generator, after);
            }
        }
    }

    private static void clientRecords(GeneratorProcess generator, String after) {
        List<GeneratorEvent.AfterHookEnded> ended = generator.events(GeneratorEvent.AfterHookEnded.class);
        switch (after) {
            case "prints" -> {
                assertThat(ended.get(0).problem()).isNull();
                assertThat(generator.log()).contains("after() was here");
            }
            case "throws" ->
                assertThat(ended.get(0).problem())
                        .isEqualTo("threw IllegalStateException: the test data could not be deleted");
            default -> assertThat(ended).isEmpty();
        }
    }

    @Test
    void aHookThatHangsIsLeftBehind() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Runnable hangs = () -> {
            try {
                never.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        };
        assertThat(AfterHook.problem(hangs, Duration.ofSeconds(1))).isEqualTo("had not ended 1 s after the load");
    }
}
