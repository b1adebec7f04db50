package dev.crossfire.reports;

import dev.crossfire.model.PrintableText;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.pipeline.Finding;
import dev.crossfire.reports.pipeline.FindingsFormat;
import dev.crossfire.reports.words.Redactor;
import java.util.List;

/**
 * Commands for GitHub Actions: printed by a step, each becomes an annotation on its line of the scenario. The summary of
 * a job is {@link SummaryFormat}'s.
 */
public final class GitHubFormat extends FindingsFormat {
    private static final int LONGEST_NAME = 120;

    public GitHubFormat() {
        super("github", "github-annotations.txt");
    }

    @Override
    protected String text(Verdict verdict, List<Finding> findings) {
        String scenario = Redactor.text(verdict.scenario(), LONGEST_NAME);
        if (findings.isEmpty()) {
            return "::notice title=" + property("✓ PASS: " + scenario) + "::every objective passed\n";
        }
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            // The exit code makes the job red either way.
            text.append(finding.outcome() == RunOutcome.INCONCLUSIVE ? "::warning " : "::error ");
            if (finding.place() != null) {
                text.append("file=").append(property(finding.place().file()));
                text.append(",line=").append(finding.place().line()).append(',');
            }
            text.append("title=").append(property(finding.word() + ": " + scenario + ", " + finding.id()));
            text.append("::").append(data(finding.text())).append('\n');
        }
        return text.toString();
    }

    /** A line end would begin another command. */
    private static String data(String text) {
        return PrintableText.line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
