package dev.crossfire.reports.allure;

import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.Markdown;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import io.qameta.allure.SeverityLevel;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.util.ResultsUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A verdict as a test of Allure: the scenario is the test case, the environment is its parameter, and both together its
 * history. So another run of the same is a retry, or the next point of the history; a run elsewhere is another test.
 */
final class AllureTest {
    private static final int LONGEST_TEXT = 400;
    /** Labels of a run that Allure knows by name; all others are passed on under their own names. */
    private static final Set<String> KNOWN = Set.of("epic", "feature", "story", "owner", "severity", "lead");

    private final Verdict verdict;
    private final String kind;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<StepResult> steps = new ArrayList<>();

    /** Its {@code kind} keeps a single run and repeated drills of a scenario apart, as {@code drill}. */
    AllureTest(Verdict verdict, String kind) {
        this.verdict = verdict;
        this.kind = kind;
        // Allure sorts parameters by name and shows the first beside the test: this is the outcome at a glance.
        parameter("drill", OutcomeMarks.marked(verdict.outcome()), true);
        parameter("environment", verdict.environment(), false);
        parameter("seed", String.valueOf(verdict.seed()), true);
    }

    /** Adds a parameter; one that is excluded makes no other history. */
    void parameter(String name, String value, boolean excluded) {
        parameters.add(
                new Parameter().setName(shown(name)).setValue(shown(value)).setExcluded(excluded));
    }

    void step(StepResult step) {
        steps.add(step);
    }

    void label(String name, String value) {
        labels.add(ResultsUtils.createLabel(shown(name), shown(value)));
    }

    /**
     * The test as Allure writes it.
     *
     * @param features what it is about, as kinds of faults
     * @param title the drill's title, shown as the test's description
     * @param message the outcome in a sentence
     * @param trace more of that, line by line
     */
    TestResult result(
            List<String> features, String title, String message, List<String> trace, Instant start, Instant stop) {
        String scenario = shown(verdict.scenario());
        String testCase = String.join("\n", "crossfire", kind, verdict.scenario());
        StringBuilder history = new StringBuilder(testCase);
        parameters.stream()
                .filter(one -> !Boolean.TRUE.equals(one.getExcluded()))
                .forEach(one ->
                        history.append('\n').append(one.getName()).append('=').append(one.getValue()));
        labels(features);
        TestResult result = new TestResult()
                .setUuid(uuid(testCase + "\n" + verdict.run() + "\n" + start))
                .setTestCaseId(ResultsUtils.md5(testCase))
                .setTestCaseName(scenario)
                .setHistoryId(ResultsUtils.md5(history.toString()))
                .setFullName("crossfire." + kind + "." + scenario)
                .setName(scenario)
                .setDescription(Markdown.safe(title) + "\n\n**" + Markdown.safe(message) + "**")
                .setStage(Stage.FINISHED)
                .setStatus(AllureOutcome.of(verdict.outcome()))
                .setStart(start.toEpochMilli())
                .setStop(stop.toEpochMilli())
                .setLabels(labels)
                .setLinks(links())
                .setParameters(parameters)
                .setSteps(steps);
        if (verdict.outcome() != RunOutcome.PASS) {
            result.setStatusDetails(new StatusDetails()
                    .setMessage(OutcomeMarks.word(verdict.outcome()) + ": " + shown(message))
                    .setTrace(String.join(
                            "\n", trace.stream().map(AllureTest::shown).toList())));
        }
        return result;
    }

    private void labels(List<String> features) {
        Map<String, String> given = verdict.labels();
        label("epic", given.getOrDefault("epic", "Resilience"));
        if (given.containsKey("feature")) {
            label("feature", given.getOrDefault("feature", ""));
        } else {
            features.forEach(feature -> label("feature", feature));
        }
        label("story", given.getOrDefault("story", verdict.scenario()));
        label("severity", severity(given.getOrDefault("severity", "")));
        for (String name : List.of("owner", "lead")) {
            if (given.containsKey(name)) {
                label(name, given.getOrDefault(name, ""));
            }
        }
        label("parentSuite", "Crossfire");
        label("suite", verdict.environment());
        label("package", "crossfire");
        label("testClass", "crossfire." + kind);
        label("framework", "crossfire");
        label("tag", "crossfire");
        label("tag", kind);
        label("tag", OutcomeMarks.key(verdict.outcome()));
        Arrays.stream(given.getOrDefault("tags", "").split("[, ]+"))
                .filter(tag -> !tag.isBlank())
                .forEach(tag -> label("tag", tag));
        given.forEach((name, value) -> {
            if (!KNOWN.contains(name) && !name.equals("tags")) {
                labels.add(ResultsUtils.createLabel(shown(name), Redactor.value(name, value, LONGEST_TEXT)));
            }
        });
    }

    /** What is left dirty blocks; else a drill is critical unless a label of the run sets another severity. */
    private String severity(String given) {
        boolean known = Arrays.stream(SeverityLevel.values())
                .anyMatch(level -> level.value().equals(given));
        if (verdict.outcome() == RunOutcome.DIRTY) {
            return SeverityLevel.BLOCKER.value();
        }
        return known ? given : SeverityLevel.CRITICAL.value();
    }

    /** Labels that are addresses; nothing else becomes a link. */
    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        verdict.labels().forEach((name, value) -> {
            String address = value.toLowerCase(Locale.ROOT);
            if (address.startsWith("https://") || address.startsWith("http://")) {
                String type = Set.of("issue", "tms").contains(name) ? name : "link";
                links.add(new Link()
                        .setName(shown(name))
                        .setUrl(Redactor.value(name, value, LONGEST_TEXT))
                        .setType(type));
            }
        });
        return links;
    }

    /** The same for the same text, so that the same verdict gives the same files. */
    static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static String shown(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }
}
