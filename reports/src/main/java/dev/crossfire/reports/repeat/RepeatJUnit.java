package dev.crossfire.reports.repeat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.Drills.Drill;
import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.pipeline.JUnitXml;
import dev.crossfire.reports.pipeline.ScenarioPlace;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * JUnit XML: a test case a drill, and one for the whole, which alone decides whether the build is red and has the figures
 * of all. A drill takes as long as its journal records, the whole as long as all of them.
 */
public final class RepeatJUnit {
    private static final int LONGEST_TEXT = 400;
    private static final int LONGEST_NAME = 60;

    private final Verdict verdict;
    private final Map<String, Duration> took = new HashMap<>();
    private Instant began = Instant.EPOCH;
    private @Nullable ScenarioPlace place;

    private RepeatJUnit(RepeatDirectory all) throws IOException {
        verdict = all.verdict();
        for (RunDirectory drill : all.drills()) {
            List<JournalEvent> journal = Files.exists(drill.journalFile()) ? drill.journal() : List.of();
            if (!journal.isEmpty() && began.equals(Instant.EPOCH)) {
                began = journal.get(0).at();
            }
            String name = drill.path().getFileName().toString();
            RunStory.lasted(journal).ifPresent(duration -> took.put(name, duration));
            if (place == null && Files.exists(drill.planFile())) {
                place = ScenarioPlace.ofScenario(drill.plan());
            }
        }
    }

    /** The drills of a folder whose verdict has been reached. */
    public static String xml(RepeatDirectory all) throws IOException {
        RepeatJUnit drills = new RepeatJUnit(all);
        return JUnitXml.document(drills::suite);
    }

    private void suite(JUnitXml xml) throws XMLStreamException {
        boolean failed = verdict.outcome() == RunOutcome.FAIL;
        boolean unsure = !failed && verdict.outcome() != RunOutcome.PASS;
        long tests = verdict.drills().drills().size() + 1L;
        xml.suite(
                verdict.scenario(),
                new JUnitXml.Counts(tests, failed ? 1 : 0, unsure ? 1 : 0, 0),
                whole(),
                began,
                this::properties,
                this::cases);
    }

    private void properties(JUnitXml xml) throws XMLStreamException {
        xml.property("environment", verdict.environment());
        xml.property("run", verdict.run());
        xml.property("seed", String.valueOf(verdict.seed()));
        xml.property("outcome", OutcomeMarks.key(verdict.outcome()));
        xml.property("headline", DrillsText.headline(verdict));
        for (RecoveryDistribution recovery : verdict.drills().recovery()) {
            String of = JUnitXml.name(recovery.fault()) + "." + JUnitXml.name(recovery.cohort());
            xml.property("recovery." + of, DrillsText.recovery(recovery));
        }
        xml.labels(verdict.labels());
    }

    private void cases(JUnitXml xml) throws XMLStreamException {
        String headline = DrillsText.headline(verdict);
        xml.testCase(verdict.scenario(), "all drills", whole(), place, all -> {
            all.properties(this::figures);
            if (verdict.outcome() != RunOutcome.PASS) {
                String element = verdict.outcome() == RunOutcome.FAIL ? "failure" : "error";
                all.problem(element, said(verdict.outcome(), headline), OutcomeMarks.key(verdict.outcome()), missed());
            }
            all.output(said(verdict.outcome(), headline));
        });
        for (Drill drill : verdict.drills().drills()) {
            Duration alone = took.getOrDefault(drill.drill(), Duration.ZERO);
            // A single drill that failed is listed and not counted: how many may fail was decided before.
            xml.testCase(
                    verdict.scenario(),
                    drill.drill(),
                    alone,
                    place,
                    one -> one.output(said(drill.outcome(), drill.why())));
        }
    }

    private void figures(JUnitXml xml) throws XMLStreamException {
        for (ObjectiveVerdict objective : verdict.objectives()) {
            String before = Redactor.text(objective.id(), LONGEST_NAME) + ".";
            xml.figures(before, objective, OutcomeMarks.key(objective.outcome()));
        }
    }

    private String missed() {
        return String.join(
                "\n",
                ObjectiveText.missed(verdict.objectives()).stream()
                        .map(objective -> Redactor.text(objective.id(), LONGEST_NAME) + ": "
                                + ObjectiveText.measured(objective) + ", target " + ObjectiveText.target(objective)
                                + "; " + ObjectiveText.why(objective, LONGEST_TEXT))
                        .toList());
    }

    private Duration whole() {
        return took.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static String said(RunOutcome outcome, @Nullable String why) {
        return OutcomeMarks.word(outcome) + (why == null ? "" : ": " + Redactor.text(why, LONGEST_TEXT));
    }
}
