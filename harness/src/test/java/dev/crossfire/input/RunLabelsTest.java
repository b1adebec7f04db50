package dev.crossfire.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("live")
class RunLabelsTest {
    @TempDir
    Path directory;

    private Map<String, String> complete(Map<String, String> environment, String... given) {
        RunLabels labels = RunLabels.read(List.of(given));
        assertThat(labels.problems()).isEmpty();
        return labels.complete(directory, environment);
    }

    private static List<String> problems(String... given) {
        return RunLabels.read(List.of(given)).problems();
    }

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=ann", "-c", "user.email=ann@example.org"));
        Collections.addAll(command, words);
        Process git = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
    }

    private void commit() throws IOException, InterruptedException {
        git("init", "-q", "-b", "main");
        Files.writeString(directory.resolve("sale.yaml"), "crossfire: v1\n");
        git("add", "sale.yaml");
        git("commit", "-q", "-m", "first");
    }

    @Test
    void everyInvalidLabelIsNamed() {
        assertThat(problems("commit=4f2a", "release", "9lives=x", "a b=c", "empty=", "two=1", "two=2", "api-token=x"))
                .containsExactly(
                        "--label: 'release' is invalid; expected NAME=VALUE, the name of letters, digits, '.', '_' and"
                                + " '-', such as commit=4f2a91c",
                        "--label: '9lives=x' is invalid; expected NAME=VALUE, the name of letters, digits, '.', '_' and"
                                + " '-', such as commit=4f2a91c",
                        "--label: 'a b=c' is invalid; expected NAME=VALUE, the name of letters, digits, '.', '_' and"
                                + " '-', such as commit=4f2a91c",
                        "--label: 'empty' has an invalid value; expected 1 to 200 printable letters",
                        "--label: 'two' is given twice; expected one value",
                        "--label: 'api-token' looks like a secret; labels are in every report");
        assertThat(problems("note=" + "x".repeat(201), "lines=a\nb"))
                .allSatisfy(problem -> assertThat(problem).contains("has an invalid value"));
        String[] many = Collections.nCopies(21, "a=b").toArray(String[]::new);
        for (int i = 0; i < many.length; i++) {
            many[i] = "label" + i + "=x";
        }
        assertThat(problems(many)).containsExactly("--label: found 21 labels; expected at most 20");
        assertThat(problems("suite=Basic checkout", "url=https://ci.example.org/1?a=b"))
                .isEmpty();
    }

    @Test
    void gitYieldsCommitBranchAndWhetherAFileWasChanged() throws Exception {
        assertThat(complete(Map.of())).as("no checkout").isEmpty();
        commit();
        assertThat(complete(Map.of()))
                .containsOnlyKeys("commit", "branch", "uncommitted-changes")
                .containsEntry("branch", "main");
        assertThat(complete(Map.of()).get("commit")).matches("[0-9a-f]{40,64}");
        assertThat(complete(Map.of())).containsEntry("uncommitted-changes", "false");
        Files.writeString(directory.resolve("untracked.yaml"), "");
        assertThat(complete(Map.of())).containsEntry("uncommitted-changes", "false");
        Files.writeString(directory.resolve("sale.yaml"), "crossfire: v2\n");
        assertThat(complete(Map.of())).containsEntry("uncommitted-changes", "true");
        git("checkout", "-q", "--detach");
        assertThat(complete(Map.of())).doesNotContainKey("branch");
    }

    @Test
    void gitThatIsMissingOrSilentYieldsNothing() {
        assertThat(GitCheckout.labels(directory, List.of("no-such-program"), Duration.ofSeconds(2)))
                .isEmpty();
        assertThat(GitCheckout.labels(directory, List.of("tail", "-f", "/dev/null"), Duration.ofMillis(50)))
                .isEmpty();
    }

    @Test
    void aGivenLabelReplacesGitsAndGitsReplacesTheCiSystems() throws Exception {
        commit();
        Map<String, String> jenkins =
                Map.of("JENKINS_URL", "http://jenkins.example.org", "GIT_COMMIT", "c1", "BRANCH_NAME", "ci");
        assertThat(complete(jenkins, "branch=mine", "team=tickets"))
                .containsEntry("branch", "mine")
                .containsEntry("team", "tickets")
                .containsEntry("ci", "jenkins")
                .satisfies(labels -> assertThat(labels.get("commit")).isNotEqualTo("c1"));
    }

    @Test
    void gitHubYieldsItsRun() {
        assertThat(complete(Map.of(
                        "CI", "true",
                        "GITHUB_ACTIONS", "true",
                        "GITHUB_SHA", "4f2a91c",
                        "GITHUB_HEAD_REF", "",
                        "GITHUB_REF_NAME", "main",
                        "GITHUB_REPOSITORY", "acme/tickets",
                        "GITHUB_JOB", "resilience",
                        "GITHUB_RUN_ID", "17",
                        "GITHUB_SERVER_URL", "https://github.example.org",
                        "GITHUB_TOKEN", "hunter2")))
                .containsExactly(
                        Map.entry("branch", "main"),
                        Map.entry("ci", "github-actions"),
                        Map.entry("ci.build", "17"),
                        Map.entry("ci.job", "resilience"),
                        Map.entry("ci.url", "https://github.example.org/acme/tickets/actions/runs/17"),
                        Map.entry("commit", "4f2a91c"),
                        Map.entry("repository", "acme/tickets"));
    }

    @Test
    void gitLabYieldsItsJob() {
        assertThat(complete(Map.of(
                        "CI", "true",
                        "GITLAB_CI", "true",
                        "CI_COMMIT_SHA", "4f2a91c",
                        "CI_COMMIT_REF_NAME", "main",
                        "CI_PROJECT_PATH", "acme/tickets",
                        "CI_JOB_NAME", "resilience",
                        "CI_PIPELINE_ID", "17",
                        "CI_JOB_URL", "https://gitlab.example.org/acme/tickets/-/jobs/18",
                        "CI_JOB_TOKEN", "hunter2")))
                .containsEntry("ci", "gitlab")
                .containsEntry("ci.url", "https://gitlab.example.org/acme/tickets/-/jobs/18")
                .containsEntry("commit", "4f2a91c")
                .doesNotContainValue("hunter2");
    }

    @Test
    void anotherCiSystemYieldsWhatIsCommonAndNoPassword() {
        assertThat(complete(Map.of(
                        "CI", "1",
                        "GIT_COMMIT", "4f2a91c",
                        "BUILD_NUMBER", "17",
                        "BUILD_URL", "https://ann:hunter2@ci.example.org/17",
                        "API_KEY", "hunter2")))
                .containsExactly(
                        Map.entry("ci", "other"),
                        Map.entry("ci.build", "17"),
                        Map.entry("ci.url", "https://ci.example.org/17"),
                        Map.entry("commit", "4f2a91c"));
        assertThat(complete(Map.of("CI", "false", "GIT_COMMIT", "4f2a91c"))).isEmpty();
        assertThat(complete(Map.of("CI", "true", "BUILD_NUMBER", "1\u001b[2J")))
                .as("what cannot be printed is left out")
                .containsOnlyKeys("ci");
    }
}
