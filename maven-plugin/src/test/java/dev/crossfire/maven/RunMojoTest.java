package dev.crossfire.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal that runs drills, with a launcher that only plays Crossfire. */
@Tag("live")
class RunMojoTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private MavenProjectFolder project = new MavenProjectFolder(Path.of(""), List.of());

    @BeforeEach
    void projectWithADrill() throws IOException {
        project = MavenProjectFolder.in(folder.resolve("project")).withDrill("zone-loss.yaml");
    }

    @Test
    void everyScenarioOfTheFolderIsRunInTheProjectsFolder() throws Exception {
        project.withDrill("another.yml").withDrill("notes.txt").withDrill("parts/fragment.yaml");
        ScriptedCrossfire crossfire = crossfire("echo progress >&2", "echo the verdict", answer(SampleRun.PASS, 0));
        project.run(crossfire).execute();
        Path out = project.root().resolve("target/crossfire");
        assertThat(crossfire.commands())
                .containsExactly(
                        "run drills/another.yml --out " + out.resolve("another") + " --until-input-ends",
                        "run drills/zone-loss.yaml --out " + out.resolve("zone-loss") + " --until-input-ends");
        assertThat(crossfire.directory().toRealPath()).isEqualTo(project.root().toRealPath());
        assertThat(project.log()).contains("progress", "the verdict");
    }

    @Test
    void aSecondRunHasAFolderOfItsOwn() throws Exception {
        ScriptedCrossfire crossfire = crossfire(answer(SampleRun.PASS, 0));
        project.run(crossfire).execute();
        project.run(crossfire).execute();
        assertThat(project.root().resolve("target/crossfire/zone-loss-2/verdict.json"))
                .exists();
    }

    @Test
    void aFailedObjectiveFailsTheBuildWithFigureTargetAndReport() throws IOException {
        RunMojo goal = project.run(crossfire(answer(SampleRun.FAIL, 1)));
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContainingAll(
                        "the drill failed",
                        "buyers-recover: 14.41 s (14.38 to 14.44), at most 10 s",
                        "report: "
                                + project.root()
                                        .resolve("target/crossfire/zone-loss/report.html")
                                        .toUri());
    }

    @Test
    void allDrillsRunThoughTheFirstFails() throws IOException {
        project.withDrill("another.yaml");
        ScriptedCrossfire crossfire = crossfire(
                "case $2 in *another*) " + answer(SampleRun.FAIL, 1) + ";; esac", answer(SampleRun.INCONCLUSIVE, 3));
        assertThatThrownBy(project.run(crossfire)::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContainingAll("the drill failed", "the drill is inconclusive", "zone-loss/report.html");
    }

    @Test
    void anOutcomeThatIsPassedOverIsAWarning() throws Exception {
        RunMojo goal = project.run(crossfire(answer(SampleRun.INCONCLUSIVE, 0)));
        goal.failOn = "fail";
        goal.execute();
        assertThat(project.log()).anyMatch(line -> line.startsWith("WARN the drill is inconclusive"));
    }

    @Test
    void anExitCodeThatContradictsTheVerdictIsNoPass() throws IOException {
        RunMojo goal = project.run(crossfire(answer(SampleRun.FAIL, 0)));
        goal.failOn = "fail";
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("says exit code 1, but crossfire ended with exit code 0");
    }

    @Test
    void aPassWithoutAVerdictIsNone() throws IOException {
        assertThatThrownBy(project.run(crossfire("exit 0"))::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("has no verdict: exit code 0");
    }

    @Test
    void badInputIsAnErrorWithCrossfiresWords() throws IOException {
        ScriptedCrossfire crossfire =
                crossfire("echo 'crossfire: drills/zone-loss.yaml:3:5: nme is unknown' >&2", "exit 2");
        assertThatThrownBy(project.run(crossfire)::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("exit code 2 (bad usage or bad file)", "zone-loss.yaml:3:5: nme is unknown");
        assertThat(project.root().resolve("target/crossfire")).isEmptyDirectory();
    }

    @Test
    void nothingRunsAfterAFaultThatMayBeLeft() throws IOException {
        project.withDrill("later.yaml").withDrill("a-first.yaml");
        ScriptedCrossfire crossfire = crossfire(
                "case $2 in *a-first*) " + answer(SampleRun.FAIL, 1) + ";; esac",
                ScriptedCrossfire.answer(folder, RunOutcome.DIRTY));
        assertThatThrownBy(project.run(crossfire)::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll(
                        "left a fault that is not verified to be cleared",
                        "crossfire recover " + project.root().resolve("target/crossfire/later"),
                        "buyers-recover: 14.41 s");
        assertThat(crossfire.commands()).hasSize(2);
    }

    @Test
    void aBuildWithoutAScenarioIsAnErrorUnlessItMayBe() throws Exception {
        MavenProjectFolder empty = MavenProjectFolder.in(folder.resolve("empty"));
        ScriptedCrossfire crossfire = crossfire("exit 4");
        RunMojo goal = empty.run(crossfire);
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("no scenario in " + empty.root().resolve("drills"));
        goal.failIfNoScenario = false;
        goal.execute();
        assertThat(crossfire.commands()).isEmpty();
    }

    @Test
    void itIsSkippedByItselfOrWithTheTests() throws Exception {
        ScriptedCrossfire crossfire = crossfire("exit 4");
        RunMojo first = project.run(crossfire);
        first.skip = true;
        first.execute();
        RunMojo second = project.run(crossfire);
        second.skipTests = true;
        second.execute();
        assertThat(crossfire.commands()).isEmpty();
        assertThat(project.log()).containsExactly("crossfire is skipped", "crossfire is skipped");
    }

    @Test
    void anInterruptedBuildWaitsForTheHealing() throws Exception {
        Path begun = folder.resolve("begun");
        Path healed = folder.resolve("healed");
        RunMojo goal =
                project.run(crossfire("touch '" + begun + "'", "cat >/dev/null", "touch '" + healed + "'", "exit 4"));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread build = new Thread(() -> {
            try {
                goal.execute();
            } catch (MojoExecutionException | MojoFailureException expected) {
                thrown.complete(expected);
            }
        });
        build.start();
        await().atMost(BOUND).until(() -> Files.exists(begun));
        build.interrupt();
        build.join();
        assertThat(healed).exists();
        assertThat(thrown).isCompletedWithValueMatching(MojoExecutionException.class::isInstance);
    }

    private ScriptedCrossfire crossfire(String... lines) throws IOException {
        return ScriptedCrossfire.in(folder.resolve("installed"), lines);
    }

    private String answer(SampleRun sample, int exitCode) throws IOException {
        return ScriptedCrossfire.answer(folder, sample, exitCode);
    }
}
