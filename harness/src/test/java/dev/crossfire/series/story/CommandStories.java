package dev.crossfire.series.story;

import static dev.crossfire.series.story.Scenarios.TWO_REPLICAS_DIE;
import static dev.crossfire.series.story.Scenarios.load;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.series.story.Story.Answer;
import dev.crossfire.series.story.Story.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run repeated by the command that it prints, what is known before anything starts, and secrets. */
class CommandStories {
    private static final String OBJECTIVE =
            "objectives: [ { id: errors, error-ratio: { cohort: visitors, at-most: 20% } } ]\n";
    private static final String SECRET = "f0a8-not-to-be-seen";

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void compile() throws Exception {
        story = new Story(folder);
    }

    @Test
    void thePrintedCommandRepeatsTheRun() throws Exception {
        Result first = story.run(
                "first",
                load("seconds: 20") + TWO_REPLICAS_DIE + OBJECTIVE,
                "--seed",
                "7",
                "--set",
                "load.duration=14s");
        assertThat(first.verdict().isMissingNode()).as(first.printed()).isFalse();
        String command = Files.readAllLines(folder.resolve("first/summary.md")).stream()
                .filter(line -> line.contains("crossfire run"))
                .map(line -> line.replaceAll("^[^`]*`|`[^`]*$", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(first.printed()));
        Answer again = story.shell(Map.of(), List.of("sh", "-c", command + " --out again"));
        assertThat(plan("again")).as(again.printed()).isEqualTo(plan("first"));
    }

    /** Each run has a lab of its own, with ports of its own, and so its plan has a checksum of its own. */
    private String plan(String run) throws Exception {
        return Files.readString(folder.resolve(run).resolve("plan.json"))
                .replaceAll("\"(run|crc32c)\" ?: ?\"[^\"]*\"|127\\.0\\.0\\.1:[0-9]+", "");
    }

    @Test
    void problemsThatCanBeKnownAreReportedWithTheirPlaceBeforeAnythingStarts() throws Exception {
        String good = load("") + TWO_REPLICAS_DIE + OBJECTIVE;
        refused(good, "nowhere/*", "nowhere");
        refused(good.replace("simulation: Story", "simulation: Storey"), story.classPath(), ":4:15: ", "Storey");
        refused(good.replace("visitors", "visitor"), story.classPath(), ":8:21: ", "'visitor'", "visitors");
        refused(good.replace("role: shop", "role: shopp"), story.classPath(), ":11:", "shopp", "shop");
        Answer listed = check(good, story.classPath());
        assertThat(listed.exitCode()).as(listed.printed()).isZero();
        assertThat(listed.printed()).contains("visitors", "open", "starts known", "cannot be determined");
    }

    private void refused(String scenario, String classPath, String... result) throws Exception {
        Answer answer = check(scenario, classPath);
        assertThat(answer.exitCode()).as(answer.printed()).isEqualTo(2);
        assertThat(answer.printed()).contains(result).doesNotContain("\tat ");
    }

    private Answer check(String scenario, String classPath) throws Exception {
        Path file = story.write("checked", scenario);
        return story.crossfire(Map.of(), List.of("check", file.toString(), "--class-path", classPath));
    }

    @Test
    void secretsReachTheSimulationAndNoFile() throws Exception {
        Path scenario = story.write(
                "secret",
                load("\"shop.url\": \"${base-url}\", \"shop.token\": \"${secret:SHOP_TOKEN}\", scenario: Basic, seconds: 12")
                                .replace("visitors", "Basic")
                                .replace("  warm-up", "  jvm: { heap: 200m }\n  warm-up")
                        + OBJECTIVE.replace("visitors", "Basic"));
        Result result = story.result(
                "secret",
                story.crossfire(
                        Map.of("SHOP_TOKEN", SECRET),
                        List.of(
                                "run",
                                scenario.toString(),
                                "--class-path",
                                story.classPath(),
                                "--out",
                                folder.resolve("secret").toString(),
                                "--set",
                                "load.duration=6s",
                                "--set",
                                "load.parameters.think.millis=5",
                                "--quiet")));
        assertThat(result.exitCode()).as(result.printed()).isZero();
        assertThat(result.verdict().path("phases").path(0).path("cohort").asText())
                .isEqualTo("Basic");
        assertThat(result.printed()).doesNotContain(SECRET);
        Path run = folder.resolve("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(SECRET);
            }
        }
    }
}
