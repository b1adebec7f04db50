package dev.crossfire.reports;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.pipeline.JUnitXml;
import dev.crossfire.reports.pipeline.ScenarioPlace;
import dev.crossfire.reports.repeat.RepeatJUnit;
import dev.crossfire.reports.story.JudgedInterval;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.Advice;
import dev.crossfire.reports.words.FirstSentence;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.ObjectiveText.MissedBy;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.Format;
import java.io.IOException;
import javax.xml.stream.XMLStreamException;

/**
 * JUnit XML in the shape that Surefire writes and CI systems read: a test case an objective.
 *
 * <p>An inconclusive objective is an {@code error}: {@code skipped} would leave the build green, and no evidence is
 * never a pass. A run that broke adds a test case of its own, so that it cannot look green either. A suite takes as
 * long as the run, a test case as long as the interval of the run that it judges; intervals overlap, so test cases do
 * not add up to the suite.
 */
public final class JUnitFormat implements Format {
    private static final int LONGEST_WHY = 400;

    @Override
    public String name() {
        return "junit";
    }

    @Override
    public String fileName() {
        return "junit.xml";
    }

    @Override
    public void write(RunDirectory run) throws IOException {
        RunStory story = RunStory.withoutRequests(run);
        AtomicFile.write(run.file(fileName()), JUnitXml.document(xml -> suite(story, xml)));
    }

    @Override
    public void write(RepeatDirectory all) throws IOException {
        AtomicFile.write(all.file(fileName()), RepeatJUnit.xml(all));
    }

    private static void suite(RunStory story, JUnitXml xml) throws XMLStreamException {
        Verdict verdict = story.verdict();
        int broke = isBroken(story) ? 1 : 0;
        JUnitXml.Counts counts = new JUnitXml.Counts(
                verdict.objectives().size() + broke,
                count(story, Outcome.FAIL),
                count(story, Outcome.INCONCLUSIVE) + broke,
                skipped(story));
        xml.suite(
                verdict.scenario(),
                counts,
                story.lasted(),
                story.zero(),
                properties -> properties(story, properties),
                cases -> cases(story, cases));
    }

    private static void properties(RunStory story, JUnitXml xml) throws XMLStreamException {
        Verdict verdict = story.verdict();
        xml.property("environment", verdict.environment());
        xml.property("run", verdict.run());
        xml.property("seed", String.valueOf(verdict.seed()));
        xml.property("outcome", OutcomeMarks.key(verdict.outcome()));
        xml.property("sentence", FirstSentence.of(story.plan(), verdict));
        xml.property("headline", Headline.of(verdict));
        for (CohortRecovery recovery : verdict.recovery()) {
            xml.property(
                    "recovery." + JUnitXml.name(recovery.fault()) + "." + JUnitXml.name(recovery.cohort()),
                    Headline.recovery(recovery));
        }
        xml.labels(verdict.labels());
    }

    private static void cases(RunStory story, JUnitXml xml) throws XMLStreamException {
        Verdict verdict = story.verdict();
        for (ObjectiveVerdict objective : verdict.objectives()) {
            xml.testCase(
                    verdict.scenario(),
                    objective.id(),
                    JudgedInterval.lengthOf(story, objective),
                    ScenarioPlace.ofObjective(story.plan(), objective.id()),
                    content -> objective(story, objective, content));
        }
        if (isBroken(story)) {
            String outcome = OutcomeMarks.key(verdict.outcome());
            xml.testCase(
                    verdict.scenario(),
                    "the run itself",
                    story.lasted(),
                    ScenarioPlace.ofScenario(story.plan()),
                    content -> content.problem("error", Headline.of(verdict), outcome, advice(story)));
        }
    }

    private static void objective(RunStory story, ObjectiveVerdict objective, JUnitXml xml) throws XMLStreamException {
        boolean applies = applies(story, objective);
        String outcome = applies ? OutcomeMarks.key(objective.outcome()) : "not-applicable";
        xml.properties(properties -> properties.figures("", objective, outcome));
        String figures =
                ObjectiveText.measured(story.verdict(), objective) + ", target " + ObjectiveText.target(objective);
        String why = Redactor.text(objective.why(), LONGEST_WHY);
        if (!applies) {
            xml.skipped(why);
        } else if (objective.outcome() == Outcome.FAIL) {
            String much = MissedBy.of(objective).map(by -> " (" + by + ")").orElse("");
            xml.problem("failure", figures + much, objective.kind(), why);
        } else if (objective.outcome() == Outcome.INCONCLUSIVE) {
            xml.problem("error", "inconclusive: " + why, "inconclusive", figures + "\n" + advice(story));
        }
        xml.output(figures + "\n" + why);
    }

    private static boolean isBroken(RunStory story) {
        Verdict verdict = story.verdict();
        boolean said = verdict.objectives().stream()
                .anyMatch(objective -> applies(story, objective) && objective.outcome() != Outcome.PASS);
        return verdict.outcome() == RunOutcome.ERROR
                || verdict.outcome() == RunOutcome.DIRTY
                || (verdict.outcome() != RunOutcome.PASS && !said);
    }

    private static String advice(RunStory story) {
        return String.join("\n", Advice.of(story.evidence(), story.verdict()));
    }

    private static long count(RunStory story, Outcome outcome) {
        return story.verdict().objectives().stream()
                .filter(objective -> applies(story, objective) && objective.outcome() == outcome)
                .count();
    }

    private static long skipped(RunStory story) {
        return story.verdict().objectives().stream()
                .filter(objective -> !applies(story, objective))
                .count();
    }

    private static boolean applies(RunStory story, ObjectiveVerdict objective) {
        return ObjectiveText.applies(story.plan(), objective);
    }
}
