package dev.crossfire.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class WrittenPipelinesTest {
    private static final Pattern USED = Pattern.compile("uses: (\\S+)");
    private static final Path ACTION = Path.of("../github-action");

    @TempDir
    Path directory;

    private PlantedProject planted;

    @BeforeEach
    void makeAFolderInARepository() throws Exception {
        planted = new PlantedProject(Files.createDirectories(directory.resolve("services/it's my shop")));
        planted.with("../../.git/HEAD", "");
    }

    @Test
    void githubMayReadTheRepositoryAndNothingElse() throws Exception {
        WrittenFiles.of(planted, BuildTool.NONE, CiSystem.GITHUB);

        Map<?, ?> workflow = yaml(directory.resolve(".github/workflows/drills.yml"));
        assertThat(workflow.get("permissions")).isEqualTo(Map.of("contents", "read"));
        Map<?, ?> job = map(map(workflow.get("jobs")).get("drill"));
        assertThat(job.get("permissions")).isNull();
        assertThat(map(job.get("env")).get("DRILLS")).isEqualTo("services/it's my shop/drills");
        assertThat((List<?>) job.get("steps")).hasSize(7);
    }

    @Test
    void anActionOfOthersIsPinnedByItsVersion() throws Exception {
        WrittenFiles.of(planted, BuildTool.NONE, CiSystem.GITHUB);

        for (Path file : List.of(directory.resolve(".github/workflows/drills.yml"), ACTION.resolve("action.yml"))) {
            List<String> used = USED.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(used).isNotEmpty().allMatch(one -> one.matches("actions/[a-z-]+@v\\d+[.]\\d+[.]\\d+"));
            assertThat(Files.readString(file)).doesNotContain("write-all");
        }
    }

    @Test
    void gitlabKeepsTheReportsAndIncludesThePipeline() throws Exception {
        WrittenFiles.of(planted, BuildTool.NONE, CiSystem.GITLAB);

        Map<?, ?> drill = map(yaml(directory.resolve(".gitlab/drills.yml")).get("drill"));
        assertThat(map(drill.get("variables")).get("DRILLS")).isEqualTo("services/it's my shop/drills");
        assertThat(map(drill.get("artifacts")).get("reports"))
                .isEqualTo(Map.of("junit", "drill/junit.xml", "codequality", "drill/gl-code-quality-report.json"));
        assertThat((List<?>) drill.get("script")).allMatch(String.class::isInstance);
        assertThat(yaml(directory.resolve(".gitlab-ci.yml")).get("include"))
                .isEqualTo(List.of(Map.of("local", "/.gitlab/drills.yml")));
    }

    @Test
    void anExistingPipelineStaysAndTheLineForItIsShown() throws Exception {
        planted.with("../../.gitlab-ci.yml", "mine: {}").with("../../Jenkinsfile", "mine");

        WrittenFiles written = WrittenFiles.of(planted, BuildTool.NONE, CiSystem.GITLAB, CiSystem.JENKINS);

        assertThat(directory.resolve(".gitlab-ci.yml")).hasContent("mine: {}");
        assertThat(directory.resolve("Jenkinsfile")).hasContent("mine");
        assertThat(written.plan().next())
                .contains(".gitlab-ci.yml needs include: [{ local: /.gitlab/drills.yml }].")
                .contains("Make a pipeline job in Jenkins whose script path is Jenkinsfile.drills.");
    }

    @Test
    void aFoldersNameIsATextOfGroovy() throws Exception {
        WrittenFiles.of(planted, BuildTool.NONE, CiSystem.JENKINS);

        String file = Files.readString(directory.resolve("Jenkinsfile"));
        assertThat(file).contains("DRILLS = 'services/it\\'s my shop/drills'\n");
        assertThat(file.chars().filter(one -> one == '{').count())
                .isEqualTo(file.chars().filter(one -> one == '}').count());
    }

    @Test
    void theScriptIsTheOneOfTheGithubAction() throws Exception {
        WrittenFiles written = WrittenFiles.of(planted, BuildTool.NONE, CiSystem.values());

        assertThat(written.text("drills/install-crossfire.sh"))
                .isEqualTo(Files.readString(ACTION.resolve("install-crossfire.sh")));
    }

    @Test
    void everyInputOfTheGithubActionIsUsedAndEveryScriptIsThere() throws Exception {
        String text = Files.readString(ACTION.resolve("action.yml"));
        Map<?, ?> action = yaml(ACTION.resolve("action.yml"));

        assertThat(map(action.get("runs")).get("using")).isEqualTo("composite");
        for (Object input : map(action.get("inputs")).keySet()) {
            assertThat(text).contains("inputs." + input + " ");
        }
        for (MatchResult script : Pattern.compile("\\$GITHUB_ACTION_PATH/([a-z-]+[.]sh)")
                .matcher(text)
                .results()
                .toList()) {
            assertThat(ACTION.resolve(script.group(1))).isExecutable();
        }
    }

    private static Map<?, ?> yaml(Path file) throws Exception {
        return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
