package dev.crossfire.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real guardian takes over from a stand-in conductor, each a process; the environment is a folder that outlives both. */
@Tag("live")
class GuardianTakeoverTest {
    private static final String BROKEN = StandIn.RUN + "--first--broken";
    private static final String READY = StandIn.RUN + "--second--ready";

    @TempDir
    Path folder;

    @Test
    void whenTheConductorIsKilledEverythingIsHealedAndNoProcessIsLeft() throws Exception {
        try (Conducted conducted = Conducted.start(folder)) {
            ProcessHandle guardian = conducted.guardian();
            assertThat(conducted.left()).contains(BROKEN, READY);
            // Systems cut long commands short; a search for leftovers must see that this is one, and whose.
            assertThat(guardian.info().commandLine().orElse(""))
                    .contains(Guardian.class.getName(), conducted.run.toString());
            Path unpacked = Files.createDirectories(conducted.run.resolve("generator.tmp/netty"));
            Files.createFile(unpacked.resolve("library.so"));
            conducted.signal("KILL", conducted.conductor());
            conducted.awaitNothingLeft();
            Conducted.awaitEnded(guardian);
            assertThat(unpacked.getParent()).doesNotExist();
            assertThat(conducted.events().indexOf("\"fenced\""))
                    .as("the fence stands before anything is healed")
                    .isBetween(0, conducted.events().indexOf("heal-started"));
            assertThat(conducted.events()).containsPattern("heal-ended.*second[^\\n]*\"proven\":true");
            assertThat(conducted.events()).contains("all-clear");
        }
    }

    /** As Jenkins does when a build is aborted, and GitHub when a job has ended. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aBuildServerThatEndsAllProcessesOfItsJobLeavesNothing() throws Exception {
        try (Conducted conducted = Conducted.start(folder)) {
            ProcessHandle guardian = conducted.guardian();
            assertThat(conducted.left()).contains(BROKEN);
            assertThat(conducted.ofJob()).contains(conducted.conductor()).doesNotContain(guardian);
            for (String signal : List.of("TERM", "KILL")) {
                conducted.ofJob().forEach(process -> {
                    // It may have ended since it was seen.
                    boolean unused = signal.equals("TERM") ? process.destroy() : process.destroyForcibly();
                });
            }
            conducted.awaitNothingLeft();
            Conducted.awaitEnded(guardian);
            assertThat(conducted.ofJob()).isEmpty();
        }
    }

    @Test
    void aConductorThatWakesUpAfterItsFaultsWereHealedInjectsNothing() throws Exception {
        try (Conducted conducted = Conducted.start(folder)) {
            ProcessHandle guardian = conducted.guardian();
            conducted.signal("STOP", conducted.conductor());
            conducted.send("inject");
            conducted.awaitNothingLeft();
            conducted.signal("CONT", conducted.conductor());
            // Its parent was stopped and could not take note of its end before.
            Conducted.awaitEnded(guardian);
            conducted.awaitReported("refused the guardian has taken over");
            conducted.awaitReported("lost the guardian has taken over");
            assertThat(conducted.said()).doesNotContain("injected second");
            conducted.awaitNothingLeft();
        }
    }

    /** Its process lives, and so does the thread that sends its heartbeats. */
    @Test
    void aRunWhoseConductorHangsIsHealed() throws Exception {
        try (Conducted conducted = Conducted.start(folder)) {
            ProcessHandle guardian = conducted.guardian();
            conducted.send("hang");
            conducted.awaitNothingLeft();
            conducted.awaitReported("lost the guardian has taken over");
            assertThat(conducted.conductor().isAlive()).isTrue();
            assertThat(conducted.events()).containsPattern("fenced.*sent no heartbeat for");
            Conducted.awaitEnded(guardian);
        }
    }

    @Test
    void whenTheRunsFolderIsDeletedTooItIsHealedAllTheSame() throws Exception {
        try (Conducted conducted = Conducted.start(folder)) {
            ProcessHandle guardian = conducted.guardian();
            delete(conducted.run);
            conducted.send("inject");
            conducted.awaitReported("refused the run's journal");
            conducted.signal("KILL", conducted.conductor());
            conducted.awaitNothingLeft();
            Conducted.awaitEnded(guardian);
        }
    }

    private static void delete(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(run);
    }
}
