package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verdict.json} is stable: fields are added at the end, never renamed, moved or left out. */
class VerdictContractTest {
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\" : ");

    @TempDir
    Path directory;

    @Test
    void theFieldsAreThoseOfTheContractInItsOrder() throws IOException {
        RunDirectory run = SampleRun.PASS.write(directory.resolve("run"));
        String text = Files.readString(run.verdictFile());
        assertThat(fields(text, "{", "\"objectives\""))
                .containsExactly("schema", "scenario", "environment", "run", "seed", "outcome", "exitCode");
        assertThat(fields(text, "\"objectives\"", "\"id\" : \"few-errors\""))
                .containsExactly(
                        "objectives",
                        "id",
                        "kind",
                        "subject",
                        "cohort",
                        "fault",
                        "phase",
                        "target",
                        "text",
                        "label",
                        "percentile",
                        "comparison",
                        "value",
                        "unit",
                        "judged",
                        "also",
                        "measured",
                        "value",
                        "low",
                        "high",
                        "unit",
                        "outcome",
                        "why");
        assertThat(fields(text, "\"faults\"", "\"recovery\""))
                .containsExactly(
                        "faults",
                        "id",
                        "kind",
                        "target",
                        "injected",
                        "effective",
                        "effectiveUncertaintyMillis",
                        "confirmed",
                        "cleared",
                        "wasConfirmed",
                        "wasCleared",
                        "expect",
                        "impact",
                        "timesAsked",
                        "timesDone");
        assertThat(fields(text, "\"recovery\" : [", "\"state\" : \"no-impact\"").subList(0, 14))
                .containsExactly(
                        "recovery",
                        "fault",
                        "cohort",
                        "state",
                        "onsetSeconds",
                        "seconds",
                        "low",
                        "high",
                        "fromInjectedSeconds",
                        "relapses",
                        "badRequests",
                        "errors",
                        "firstSuccessSeconds",
                        "detectionLimitSeconds");
        assertThat(fields(text, "\"phases\"", "\"phase\" : \"impact\"").subList(0, 13))
                .containsExactly(
                        "phases",
                        "fault",
                        "cohort",
                        "phase",
                        "requests",
                        "errors",
                        "bad",
                        "errorRatio",
                        "errorRatioHigh",
                        "p50Millis",
                        "p95Millis",
                        "p99Millis",
                        "userTime");
        assertThat(fields(text, "\"injector\"", "\"notes\""))
                .containsExactly(
                        "injector",
                        "requests",
                        "intendedKnown",
                        "lagP99Millis",
                        "saturated",
                        "ledger",
                        "acknowledged",
                        "lost",
                        "duplicate",
                        "oversold",
                        "refused",
                        "unknown",
                        "unacknowledgedPresent",
                        "rowsOfOtherOrigin",
                        "recoveryPoints",
                        "examples",
                        "problem",
                        "drills",
                        "count",
                        "requested",
                        "mayFail",
                        "passed",
                        "failed",
                        "inconclusive",
                        "errored",
                        "passShare",
                        "stopped",
                        "drills",
                        "recovery");
        assertThat(fields(text + "\nend", "\"notes\"", "\nend"))
                .containsExactly(
                        "notes",
                        "abortedByCondition",
                        "labels",
                        "commit",
                        "load",
                        "systemUnderTest",
                        "evidence",
                        "ended",
                        "damage",
                        "cluster",
                        "voided");
    }

    @Test
    void whatDoesNotExistIsNullAndNamesAreInKebabCase() throws IOException {
        RunDirectory run = SampleRun.SKIPPED.write(directory.resolve("run"));
        assertThat(Files.readString(run.verdictFile()))
                .contains("\"schema\" : \"crossfire/verdict/v1\"")
                .contains("\"outcome\" : \"inconclusive\",\n  \"exitCode\" : 3")
                .contains("\"measured\" : null")
                .contains("\"injected\" : null")
                .containsPattern("\"ledger\" : \\{\\s+\"acknowledged\" : null,\\s+\"lost\" : null,\\s+"
                        + "\"duplicate\" : null,\\s+\"oversold\" : null,");
    }

    @Test
    void aVerdictComesBackAsItWasWritten() throws IOException {
        RunDirectory run = SampleRun.PASS.write(directory.resolve("run"));
        Verdict verdict = run.verdict();
        assertThat(Json.pretty(verdict)).isEqualTo(Files.readString(run.verdictFile()));
    }

    private static List<String> fields(String text, String from, String until) {
        int start = text.indexOf(from);
        Matcher field = FIELD.matcher(text.substring(start, text.indexOf(until, start)));
        List<String> names = new ArrayList<>();
        while (field.find()) {
            names.add(field.group(1));
        }
        return names;
    }
}
