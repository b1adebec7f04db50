package dev.crossfire.reports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.PrintableText;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.pipeline.Finding;
import dev.crossfire.reports.pipeline.FindingsFormat;
import dev.crossfire.reports.pipeline.ScenarioPlace;
import dev.crossfire.reports.words.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** GitLab's code quality report: what did not pass, on its line of the scenario in a merge request. */
public final class GitLabFormat extends FindingsFormat {
    private static final int LONGEST_NAME = 120;

    /**
     * One entry; GitLab reads these keys.
     *
     * @param fingerprint the same as long as the same objective is missed, so that GitLab knows what is new
     */
    private record Issue(
            String description,
            @JsonProperty("check_name") String checkName,
            String fingerprint,
            String severity,
            IssuePlace location) {}

    private record IssuePlace(String path, Map<String, Integer> lines) {}

    public GitLabFormat() {
        super("gitlab", "gl-code-quality-report.json");
    }

    @Override
    protected String text(Verdict verdict, List<Finding> findings) {
        return Json.pretty(
                findings.stream().map(finding -> issue(verdict, finding)).toList());
    }

    private static Issue issue(Verdict verdict, Finding finding) {
        String scenario = Redactor.text(verdict.scenario(), LONGEST_NAME);
        ScenarioPlace place = finding.place() == null ? new ScenarioPlace(scenario + ".yaml", 1, "") : finding.place();
        String same = String.join("\n", "crossfire", verdict.scenario(), verdict.environment(), finding.id());
        return new Issue(
                PrintableText.line(finding.word() + ": " + scenario + ", " + finding.id() + ": " + finding.text()),
                PrintableText.line("crossfire/" + finding.kind()),
                UUID.nameUUIDFromBytes(same.getBytes(StandardCharsets.UTF_8)).toString(),
                severity(finding.outcome()),
                new IssuePlace(PrintableText.line(place.fileInDirectory()), Map.of("begin", place.line())));
    }

    private static String severity(RunOutcome outcome) {
        return switch (outcome) {
            case PASS -> "info";
            case INCONCLUSIVE -> "minor";
            case FAIL -> "major";
            case ERROR -> "critical";
            case DIRTY -> "blocker";
        };
    }
}
