package dev.crossfire.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.dist.UnpackedArchive.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands of an installation, from a folder elsewhere, without a home folder and without Maven. */
@Timeout(120)
@Tag("live")
class LauncherInArchiveTest {
    @TempDir
    static Path temp;

    @TempDir
    Path elsewhere;

    private static UnpackedArchive archive = new UnpackedArchive(Path.of(""));
    private static Map<String, Long> asUnpacked = Map.of();

    @BeforeAll
    static void unpack() throws IOException {
        archive = UnpackedArchive.in(Files.createDirectory(temp.resolve("a folder")));
        asUnpacked = archive.files();
    }

    @BeforeEach
    void theInstallationIsUnchanged() throws IOException {
        assertThat(archive.files()).isEqualTo(asUnpacked);
    }

    private Answer run(String... arguments) throws IOException, InterruptedException {
        return UnpackedArchive.run(elsewhere, Map.of(), archive.home().resolve("crossfire"), arguments);
    }

    @Test
    void itListsWithoutAHomeFolderAndWritesNothingIntoTheInstallation() throws Exception {
        Answer answer = run("list");
        assertThat(answer.code()).as(answer.text()).isZero();
        assertThat(answer.text())
                .contains("quick-database-failover", "Gatling simulation", "zone-loss", "html, ")
                .doesNotContain("building");
        assertThat(archive.files()).isEqualTo(asUnpacked);
    }

    @Test
    void itChecksAnOwnScenarioThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(
                temp.resolve("crossfire"), archive.home().resolve("crossfire"));
        Answer shown = UnpackedArchive.run(elsewhere, Map.of(), link, "list", "--show", "quick-pod-kill");
        assertThat(shown.text())
                .contains("$schema="
                        + archive.home()
                                .toRealPath()
                                .resolve("schemas/scenario.schema.json")
                                .toUri());
        assertThat(archive.home().resolve("schemas/scenario.schema.json")).isRegularFile();
        Files.writeString(elsewhere.resolve("mine.yaml"), shown.text());
        Answer checked = UnpackedArchive.run(elsewhere, Map.of(), link, "check", "mine.yaml");
        assertThat(checked.code()).as(checked.text()).isZero();
    }

    @Test
    void itRecordsItsClassesInTheCacheFolderOfTheUser() throws Exception {
        Path cache = Files.createDirectory(elsewhere.resolve("cache"));
        Answer answer = UnpackedArchive.run(
                elsewhere,
                Map.of("XDG_CACHE_HOME", cache.toString()),
                archive.home().resolve("crossfire"),
                "list");
        assertThat(answer.code()).as(answer.text()).isZero();
        await("the class archive").atMost(Duration.ofSeconds(60)).until(() -> isRecorded(cache.resolve("crossfire")));
    }

    private static boolean isRecorded(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            return all.size() == 1 && all.get(0).toString().endsWith(".jsa");
        }
    }

    @Test
    void theLabsProgramsAreFound() throws Exception {
        Answer answer = run("doctor");
        assertThat(answer.text()).contains("Crossfire 0.1.0 is complete");
    }

    @Test
    void aFileThatIsMissingIsNamed() throws Exception {
        UnpackedArchive damaged = new UnpackedArchive(Files.createDirectory(temp.resolve("damaged")));
        for (String file : List.of("crossfire", "harness.jar", "simulations.jar")) {
            Files.copy(archive.home().resolve(file), damaged.home().resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createSymbolicLink(damaged.home().resolve("lib"), archive.home().resolve("lib"));
        Answer doctor = UnpackedArchive.run(elsewhere, Map.of(), damaged.home().resolve("crossfire"), "doctor");
        assertThat(doctor.text()).contains("lab is missing", "unpack the release archive again");
        Files.delete(damaged.home().resolve("harness.jar"));
        Answer list = UnpackedArchive.run(elsewhere, Map.of(), damaged.home().resolve("crossfire"), "list");
        assertThat(list.code()).isEqualTo(4);
        assertThat(list.text()).contains("harness.jar is missing: unpack the release archive again");
    }
}
