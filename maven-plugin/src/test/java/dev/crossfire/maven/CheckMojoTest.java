package dev.crossfire.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal that checks scenarios, with a launcher that only plays Crossfire. */
@Tag("live")
class CheckMojoTest {
    @TempDir
    Path folder;

    @Test
    void theProblemsOfAllFilesAreShownAtOnce() throws Exception {
        MavenProjectFolder project = MavenProjectFolder.in(folder.resolve("project"))
                .withDrill("a.yaml")
                .withDrill("b.yaml")
                .withDrill("c.yaml");
        ScriptedCrossfire crossfire = ScriptedCrossfire.in(
                folder.resolve("installed"),
                "[ \"$2\" = drills/b.yaml ] && echo '  b: no problems' && exit 0",
                "echo \"crossfire: $2:1:1: nme is unknown\" >&2",
                "exit 2");
        CheckMojo goal = project.check(crossfire);
        goal.environment = "staging.yaml";
        goal.fast = true;
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("scenarios are invalid\n  crossfire: drills/a.yaml:1:1: nme is unknown"
                        + "\n  crossfire: drills/c.yaml:1:1: nme is unknown");
        assertThat(project.log()).containsExactly("  b: no problems");
        assertThat(crossfire.commands()).contains("check drills/a.yaml --env staging.yaml --fast");
    }

    @Test
    void noProblemOfALongListIsLeftOut() throws Exception {
        MavenProjectFolder project =
                MavenProjectFolder.in(folder.resolve("project")).withDrill("a.yaml");
        CheckMojo goal = project.check(ScriptedCrossfire.in(
                folder.resolve("installed"), "for i in $(seq 1 90); do echo \"problem $i\" >&2; done", "exit 2"));
        assertThatThrownBy(goal::execute).hasMessageContainingAll("problem 1\n", "problem 90");
    }

    @Test
    void whatCouldNotBeCheckedIsAnError() throws Exception {
        MavenProjectFolder project = MavenProjectFolder.in(folder.resolve("project"));
        CheckMojo goal =
                project.check(ScriptedCrossfire.in(folder.resolve("installed"), "echo 'no java' >&2", "exit 4"));
        goal.scenarios = List.of("quick-zone-loss");
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("quick-zone-loss was not checked: exit code 4", "no java");
    }

    @Test
    void aProjectWithoutScenariosIsValid() throws Exception {
        MavenProjectFolder project = MavenProjectFolder.in(folder.resolve("project"));
        ScriptedCrossfire crossfire = ScriptedCrossfire.in(folder.resolve("installed"), "exit 4");
        project.check(crossfire).execute();
        assertThat(crossfire.commands()).isEmpty();
        assertThat(project.log())
                .containsExactly("no scenario in " + project.root().resolve("drills"));
    }
}
