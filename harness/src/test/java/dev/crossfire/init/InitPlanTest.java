package dev.crossfire.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitPlanTest {
    private static final String TEST = "src/test/java/drills/DatabaseFailoverDrillTest.java";

    @TempDir
    Path directory;

    private PlantedProject planted;

    @BeforeEach
    void makeAFolder() throws Exception {
        planted = new PlantedProject(Files.createDirectory(directory.resolve("it's my shop")));
    }

    @Test
    void aNewProjectOfEachToolHasItsBuildFileLast() throws Exception {
        assertThat(WrittenFiles.of(planted, BuildTool.MAVEN).paths())
                .containsExactly(
                        "drills/database-failover.yaml",
                        "drills/pod-kill.yaml",
                        "environments/staging.yaml",
                        TEST,
                        "drills/README.md",
                        ".gitignore",
                        "pom.xml");
        assertThat(planted.folder().resolve("pom.xml")).content().contains("<artifactId>it-s-my-shop</artifactId>");
    }

    @Test
    void aPlainProjectGetsNoTest() throws Exception {
        assertThat(WrittenFiles.of(planted.with("main.py", ""), BuildTool.NONE).paths())
                .containsExactly(
                        "drills/database-failover.yaml",
                        "drills/pod-kill.yaml",
                        "environments/staging.yaml",
                        "drills/README.md");
    }

    @Test
    void anExistingBuildFileStaysAndItsLinesAreShown() throws Exception {
        WrittenFiles written = WrittenFiles.of(planted.with("pom.xml", "<project>mine</project>"), BuildTool.MAVEN);

        assertThat(written.paths()).contains(TEST).doesNotContain("pom.xml", ".gitignore");
        assertThat(written.text("pom.xml")).isEqualTo("<project>mine</project>");
        assertThat(written.plan().next())
                .contains(
                        "      <artifactId>crossfire-junit</artifactId>",
                        "      <artifactId>junit-jupiter</artifactId>")
                .contains("  mvn test -Dgroups=drill -DexcludedGroups=");
        assertThat(written.text("drills/README.md")).contains("<excludedGroups>drill</excludedGroups>");
    }

    @Test
    void linesThatAreThereAreNotAskedFor() throws Exception {
        WrittenFiles written = WrittenFiles.of(
                planted.with("build.gradle.kts", "testImplementation(\"org.junit.jupiter:junit-jupiter:5.9.0\")"),
                BuildTool.GRADLE_KOTLIN);

        assertThat(written.text("drills/README.md"))
                .contains("crossfire-junit:0.1.0", "excludeTags(\"drill\")", "gradle drill")
                .doesNotContain("junit-jupiter");
    }

    @Test
    void whatIsThereIsLeftAsItIsAndTheRestIsWritten() throws Exception {
        planted.with("drills/pod-kill.yaml", "mine");
        Path link = planted.folder().resolve("environments/staging.yaml");
        Files.createDirectory(planted.folder().resolve("environments"));
        Files.createSymbolicLink(link, directory.resolve("nowhere"));

        WrittenFiles written = WrittenFiles.of(planted, BuildTool.MAVEN);

        assertThat(written.plan().kept())
                .extracting(NewFile::path)
                .containsExactly("drills/pod-kill.yaml", "environments/staging.yaml");
        assertThat(written.text("drills/pod-kill.yaml")).isEqualTo("mine");
        assertThat(directory.resolve("nowhere")).doesNotExist();
        assertThat(planted.folder().resolve("pom.xml")).exists();
    }

    @Test
    void theSecondTimeNothingIsWritten() throws Exception {
        WrittenFiles.of(planted, BuildTool.GRADLE, CiSystem.values());

        InitPlan again =
                WrittenFiles.of(planted, BuildTool.GRADLE, CiSystem.values()).plan();

        assertThat(again.added()).isEmpty();
        assertThat(again.kept()).hasSize(9);
        assertThat(again.next()).contains("  gradle test").doesNotContain("    // into dependencies");
    }

    /** As after kill -9: a file under another name, and no build file. */
    @Test
    void whatWasStoppedHalfWayIsFinished() throws Exception {
        WrittenFiles.of(planted, BuildTool.GRADLE);
        Files.delete(planted.folder().resolve("build.gradle"));
        planted.with(".build.gradle.unfinished", "plug");

        WrittenFiles written = WrittenFiles.of(planted, BuildTool.GRADLE);

        assertThat(written.paths()).containsExactly("build.gradle");
        assertThat(written.text("build.gradle")).contains("crossfire-junit");
        try (Stream<Path> files = Files.walk(planted.folder())) {
            assertThat(files.filter(file -> file.toString().endsWith(".unfinished")))
                    .isEmpty();
        }
    }

    @Test
    void aFolderThatLeadsElsewhereIsRefusedBeforeAnythingIsWritten() throws Exception {
        Files.createSymbolicLink(planted.folder().resolve("drills"), Files.createDirectory(directory.resolve("other")));
        planted.with("environments", "a file");

        assertThatThrownBy(() -> WrittenFiles.of(planted, BuildTool.MAVEN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("drills leads out of")
                .hasMessageContaining("environments is no folder");
        assertThat(directory.resolve("other")).isEmptyDirectory();
        assertThat(planted.folder().resolve("pom.xml")).doesNotExist();
    }

    @Test
    void aFileThatComesMeanwhileIsNotOverwritten() throws Exception {
        FoundProject found = planted.found();
        InitPlan plan =
                InitPlan.of(found, InitChoices.of(found, BuildTool.MAVEN, List.of(), Optional.empty()), "0.1.0");
        planted.with("drills/README.md", "mine");

        assertThat(plan.write()).map(NewFile::path).contains("drills/README.md");
        assertThat(planted.folder().resolve("drills/README.md")).hasContent("mine");
        assertThat(Files.exists(planted.folder().resolve("pom.xml"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void aParentOfModulesRunsNoTests() throws Exception {
        planted.with("pom.xml", "<project><packaging> pom </packaging></project>");

        assertThatThrownBy(() -> WrittenFiles.of(planted, BuildTool.MAVEN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has modules and runs no tests itself");
        assertThat(WrittenFiles.of(planted, BuildTool.NONE).paths()).hasSize(4);
    }

    @Test
    void aParentOfGradlesModulesRunsNoTests() throws Exception {
        planted.with("settings.gradle.kts", "include(\"shop\")\n");

        assertThatThrownBy(() -> WrittenFiles.of(planted, BuildTool.GRADLE_KOTLIN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("run 'crossfire init' in a module's folder");
    }

    @Test
    void anotherBuildToolThanTheProjectsIsRefused() throws Exception {
        planted.with("build.gradle", "");

        assertThatThrownBy(() -> WrittenFiles.of(planted, BuildTool.MAVEN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--build: 'maven' is invalid here; expected none or gradle");
    }
}
