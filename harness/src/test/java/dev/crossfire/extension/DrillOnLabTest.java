package dev.crossfire.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.junit.CrossfireLab;
import dev.crossfire.junit.Drill;
import dev.crossfire.junit.DrillRun;
import dev.crossfire.junit.DrillVerdict;
import dev.crossfire.junit.DrillVerdict.DrillOutcome;
import dev.crossfire.junit.DrillVerdict.ObjectiveResult;
import dev.crossfire.junit.RunningLab;
import dev.crossfire.testkit.starvation.TimingError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The JUnit extension with Crossfire itself, of this build. */
@Tag("live")
class DrillOnLabTest {
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final Duration HEALING_BOUND = Duration.ofSeconds(30);
    /** A full machine holds a few buyers up for a second; a fault is injected only into what is healthy. */
    private static final String ON_ANY_MACHINE = "healthy.buyers.success=60%";

    private static final CompletableFuture<DrillVerdict> VERDICT = new CompletableFuture<>();
    private static final CompletableFuture<RunningLab> LAB = new CompletableFuture<>();

    @TempDir
    Path folder;

    @BeforeEach
    void launcherOfThisBuild() throws IOException {
        Path home = Path.of("").toAbsolutePath().getParent();
        Path program = folder.resolve("crossfire");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + java() + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m -Dcrossfire.home='"
                        + home + "' -Dslf4j.provider=" + System.getProperty("slf4j.provider") + " -cp '"
                        + System.getProperty("java.class.path")
                        + "' dev.crossfire.cli.Launch \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        System.setProperty("crossfire.home", folder.toString());
        System.setProperty("crossfire.out", folder.resolve("results").toString());
    }

    @AfterEach
    void restore() {
        System.clearProperty("crossfire.home");
        System.clearProperty("crossfire.out");
    }

    @Test
    void aDrillOnTheClasssLabReportsWhatPassedAndWhatFailed() throws Exception {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .selectors(selectClass(ImpatientUsers.class))
                .execute();
        DrillVerdict verdict = VERDICT.join();
        // On a machine that other work fills, a target may be late before the fault, which is then skipped.
        TimingError.unless(() -> assertThat(results.testEvents().started().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .as(text(Path.of(verdict.report()).resolveSibling("journal.jsonl")))
                .satisfiesExactly(
                        name -> assertThat(name).matches("drill quick-zone-loss on lab:\\d+"),
                        name -> assertThat(name).startsWith("buyers-recover: ").endsWith(", at most 11 s"),
                        name -> assertThat(name).matches("most-buyers-served: .* %, at most 0.1 %"),
                        name -> assertThat(name).isEqualTo("faults cleared: zone-dark"),
                        name -> assertThat(name).isEqualTo("own assertions: aZoneIsLost")));
        assertThat(verdict.environment()).isEqualTo("lab");
        // How fast the lab recovers is the machine's doing; that the tests say what the verdict says is not.
        assertThat(failed(results))
                .contains("most-buyers-served")
                .containsExactlyElementsOf(verdict.objectives().stream()
                        .filter(objective -> objective.outcome() != DrillOutcome.PASS)
                        .map(ObjectiveResult::id)
                        .toList());
        assertThat(verdict.recovery("zone-dark", "buyers").badRequests()).isPositive();
        assertThat(Path.of(verdict.report())).exists();
        assertThat(ProcessHandle.of(LAB.join().pid()).filter(ProcessHandle::isAlive))
                .as("the lab after its test class")
                .isEmpty();
    }

    private static List<String> failed(EngineExecutionResults results) {
        return results.testEvents()
                .failed()
                .map(event -> event.getTestDescriptor().getDisplayName())
                // What weakens the whole drill, such as a slow load generator, is the machine's doing, too.
                .filter(name -> !name.startsWith("drill "))
                .map(name -> name.replaceFirst(":.*", ""))
                .toList();
    }

    @CrossfireLab
    static class ImpatientUsers {
        @Drill(
                value = "quick-zone-loss",
                set = {
                    "load.duration=27s",
                    ON_ANY_MACHINE,
                    "objectives.buyers-recover.at-most=11s",
                    "objectives.most-buyers-served.at-most=0.1%"
                })
        void aZoneIsLost(DrillVerdict verdict, RunningLab lab) {
            VERDICT.complete(verdict);
            LAB.complete(lab);
        }
    }

    /** Is the process of a test that is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        DrillRun.of("quick-zone-loss").named("killed").set(ON_ANY_MACHINE).run();
    }

    @Test
    @Tag("acceptance")
    void aKilledTestLeavesNothingBehind() throws IOException {
        Process test = new ProcessBuilder(
                        java(),
                        "-Dcrossfire.home=" + folder,
                        "-Dcrossfire.out=" + folder.resolve("results"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DrillOnLabTest.class.getName())
                .inheritIO()
                .start();
        Path results = folder.resolve("results").resolve("killed");
        await().atMost(BOUND).untilAsserted(() -> assertThat(text(results.resolve("journal.jsonl")))
                .contains("fault-confirmed"));
        List<ProcessHandle> started = test.descendants().toList();
        assertThat(started).hasSizeGreaterThan(3);
        test.destroyForcibly();
        await().atMost(HEALING_BOUND).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        JsonNode verdict =
                new ObjectMapper().readTree(results.resolve("verdict.json").toFile());
        assertThat(verdict.at("/faults/0/injected").isTextual()).isTrue();
        assertThat(verdict.at("/faults/0/wasCleared").asBoolean()).isTrue();
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
