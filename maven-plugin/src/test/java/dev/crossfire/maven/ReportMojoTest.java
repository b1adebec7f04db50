package dev.crossfire.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.testkit.SampleRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal that writes reports again, with a launcher that only plays Crossfire. */
@Tag("live")
class ReportMojoTest {
    @TempDir
    Path folder;

    @Test
    void everyRunThatHasAVerdictIsReported() throws Exception {
        MavenProjectFolder project = MavenProjectFolder.in(folder.resolve("project"));
        Path out = project.root().resolve("target/crossfire");
        SampleRun.PASS.write(out.resolve("a"));
        Files.createDirectories(out.resolve("broken-off"));
        ScriptedCrossfire crossfire = ScriptedCrossfire.in(folder.resolve("installed"), "exit 0");
        ReportMojo goal = project.report(crossfire);
        goal.formats = List.of("html", "tap");
        goal.execute();
        assertThat(crossfire.commands()).containsExactly("report " + out.resolve("a") + " --format html --format tap");
    }

    @Test
    void aRunThatIsNamedAndHasNoVerdictIsAnErrorWithCrossfiresWords() throws Exception {
        MavenProjectFolder project = MavenProjectFolder.in(folder.resolve("project"));
        ReportMojo goal = project.report(
                ScriptedCrossfire.in(folder.resolve("installed"), "echo \"$2 has no verdict.json\" >&2", "exit 2"));
        goal.runs = List.of(folder.resolve("gone").toFile());
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("exit code 2", folder.resolve("gone") + " has no verdict.json");
    }

    @Test
    void aProjectWithoutRunsIsAnError() throws Exception {
        MavenProjectFolder project = MavenProjectFolder.in(folder.resolve("project"));
        ReportMojo goal = project.report(ScriptedCrossfire.in(folder.resolve("installed"), "exit 0"));
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("there is no run with a verdict in");
    }
}
