package dev.crossfire.reports;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
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
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML in the shape that Surefire writes and CI systems read: a test case an objective.
 *
 * <p>An inconclusive objective is an {@code error}: {@code skipped} would leave the build green, and no evidence is
 * never a pass. A run that broke adds a test case of its own, so that it cannot look green either. A suite takes as
 * long as the run, a test case as long as the interval of the run that it judges; intervals overlap, so test cases do
 * not add up to the suite.
 */
public final class JUnitFormat implements Format {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_WHY = 400;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

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
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(story, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IOException("the verdict cannot be written as XML", impossible);
        }
        AtomicFile.write(run.file(fileName()), text + "\n");
    }

    @Override
    public void write(RepeatDirectory all) throws IOException {
        AtomicFile.write(all.file(fileName()), RepeatJUnit.xml(all));
    }

    private static void suite(RunStory story, XMLStreamWriter xml) throws XMLStreamException {
        Verdict verdict = story.verdict();
        boolean broke = isBroken(story);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name(verdict.scenario()));
        xml.writeAttribute("tests", String.valueOf(verdict.objectives().size() + (broke ? 1 : 0)));
        xml.writeAttribute("failures", String.valueOf(count(story, Outcome.FAIL)));
        xml.writeAttribute("errors", String.valueOf(count(story, Outcome.INCONCLUSIVE) + (broke ? 1 : 0)));
        xml.writeAttribute("skipped", String.valueOf(skipped(story)));
        xml.writeAttribute("time", seconds(story.lasted()));
        xml.writeAttribute("timestamp", TIMESTAMP.format(story.zero()));
        xml.writeStartElement("properties");
        property("environment", verdict.environment(), xml);
        property("run", verdict.run(), xml);
        property("seed", String.valueOf(verdict.seed()), xml);
        property("outcome", OutcomeMarks.key(verdict.outcome()), xml);
        for (Map.Entry<String, String> label : verdict.labels().entrySet()) {
            property("label." + name(label.getKey()), label.getValue(), xml);
        }
        xml.writeEndElement();
        for (ObjectiveVerdict objective : verdict.objectives()) {
            objective(story, objective, xml);
        }
        if (broke) {
            begin(story, "the run itself", story.lasted(), xml);
            problem("error", Headline.of(verdict), OutcomeMarks.key(verdict.outcome()), advice(story), xml);
            xml.writeEndElement();
        }
        element("system-out", FirstSentence.of(story.plan(), verdict) + "\n" + Headline.of(verdict), xml);
        xml.writeEndElement();
    }

    private static void objective(RunStory story, ObjectiveVerdict objective, XMLStreamWriter xml)
            throws XMLStreamException {
        begin(story, objective.id(), JudgedInterval.lengthOf(story, objective), xml);
        String figures =
                ObjectiveText.measured(story.verdict(), objective) + ", target " + ObjectiveText.target(objective);
        String why = Redactor.text(objective.why(), LONGEST_WHY);
        if (!applies(story, objective)) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", why);
        } else if (objective.outcome() == Outcome.FAIL) {
            String much = MissedBy.of(objective).map(by -> " (" + by + ")").orElse("");
            problem("failure", figures + much, objective.kind(), why, xml);
        } else if (objective.outcome() == Outcome.INCONCLUSIVE) {
            problem("error", "inconclusive: " + why, "inconclusive", figures + "\n" + advice(story), xml);
        }
        element("system-out", figures + "\n" + why, xml);
        xml.writeEndElement();
    }

    private static void begin(RunStory story, String name, Duration took, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", name(name));
        // CI systems cut class names at dots to group by what comes before.
        xml.writeAttribute(
                "classname", "crossfire." + name(story.verdict().scenario()).replace('.', '_'));
        xml.writeAttribute("time", seconds(took));
    }

    private static void problem(String element, String message, String type, String text, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", message);
        xml.writeAttribute("type", name(type));
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void property(String name, String value, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", name(value));
    }

    private static void element(String name, String text, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
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
        List<String> advice = Advice.of(story.evidence(), story.verdict());
        return String.join("\n", advice);
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

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", Math.max(0, duration.toMillis()) / 1000.0);
    }

    private static String name(String name) {
        return Redactor.text(name, LONGEST_NAME);
    }
}
