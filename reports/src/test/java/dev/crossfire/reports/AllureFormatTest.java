package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.testkit.SampleRun;
import io.qameta.allure.model.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureFormatTest {
    private final Map<SampleRun, RunDirectory> runs = new EnumMap<>(SampleRun.class);

    @TempDir
    Path directory;

    /** Outcomes that Allure has no word for have no status, which it shows as unknown. */
    @Test
    void everyOutcomeHasItsStatusAndCategory() throws IOException {
        Map<SampleRun, String> statuses = Map.of(
                SampleRun.PASS, Status.PASSED.value(),
                SampleRun.FAIL, Status.FAILED.value(),
                SampleRun.CRASHED, Status.BROKEN.value());
        for (Map.Entry<SampleRun, String> entry : statuses.entrySet()) {
            assertThat(test(write(entry.getKey())).get("status"))
                    .as(entry.getKey().name())
                    .isEqualTo(entry.getValue());
        }
        RunDirectory skipped = write(SampleRun.SKIPPED);
        assertThat(test(skipped).get("status")).isNull();
        assertThat(message(test(skipped))).startsWith("INCONCLUSIVE: ");
        assertThat(message(test(write(SampleRun.CRASHED)))).startsWith("DIRTY: ");
        assertThat(Files.readString(skipped.file("allure-results").resolve("categories.json")))
                .contains("⚠ DIRTY", "! ERROR", "✗ FAIL", "? INCONCLUSIVE", "\"unknown\"");
    }

    @Test
    void theDrillIsOneTestWithItsObjectivesAsSteps() throws IOException {
        RunDirectory run = write(SampleRun.FAIL);
        assertThat(results(run)).hasSize(1);
        assertThat(names(test(run), "steps"))
                .anyMatch(name -> name.equals("load"))
                .anyMatch(name -> name.startsWith("✗ buyers-recover: buyers recovered after 14.41 s"));
        assertThat(names(test(run), "attachments")).containsExactly("Timeline", "Report", "Summary", "Journal");
        assertThat(names(test(run), "parameters")).startsWith("drill", "environment", "seed");
    }

    @Test
    void runsOfOneScenarioHaveOneHistoryAndEachIsAResultOfItsOwn() throws IOException {
        Map<?, ?> passed = test(write(SampleRun.PASS));
        Map<?, ?> failed = test(write(SampleRun.FAIL));
        assertThat(passed.get("historyId")).isEqualTo(failed.get("historyId")).isNotNull();
        assertThat(passed.get("testCaseId")).isEqualTo(failed.get("testCaseId")).isNotNull();
        assertThat(test(write(SampleRun.HOSTILE)).get("historyId")).isNotEqualTo(passed.get("historyId"));
    }

    private RunDirectory write(SampleRun drill) throws IOException {
        RunDirectory run = runs.get(drill);
        if (run == null) {
            run = drill.write(directory.resolve(drill.name()));
            runs.put(drill, run);
        }
        new AllureFormat().write(run);
        return run;
    }

    private static Map<?, ?> test(RunDirectory run) throws IOException {
        return Json.read(Files.readString(results(run).get(0)), Map.class);
    }

    private static List<Path> results(RunDirectory run) throws IOException {
        try (Stream<Path> files = Files.list(run.file("allure-results"))) {
            return files.filter(file -> file.toString().endsWith("-result.json"))
                    .toList();
        }
    }

    private static String message(Map<?, ?> test) {
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(test.get("statusDetails"))).get("message"));
    }

    private static List<String> names(Map<?, ?> test, String what) {
        return ((List<?>) Objects.requireNonNull(test.get(what)))
                .stream()
                        .map(one -> String.valueOf(((Map<?, ?>) Objects.requireNonNull(one)).get("name")))
                        .toList();
    }
}
