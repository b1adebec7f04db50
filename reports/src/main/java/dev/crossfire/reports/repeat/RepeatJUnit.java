package dev.crossfire.reports.repeat;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.Drills.Drill;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * JUnit XML: a test case a drill, and one for the whole, which alone decides whether the build is red. A drill takes as
 * long as its journal records, the whole as long as all of them.
 */
public final class RepeatJUnit {
    private static final int LONGEST_TEXT = 400;

    private RepeatJUnit() {}

    /** The drills of a folder whose verdict has been reached. */
    public static String xml(RepeatDirectory all) throws IOException {
        Verdict verdict = all.verdict();
        Map<String, Duration> took = new HashMap<>();
        for (RunDirectory drill : all.drills()) {
            if (Files.exists(drill.journalFile())) {
                String name = drill.path().getFileName().toString();
                RunStory.lasted(drill.journal()).ifPresent(duration -> took.put(name, duration));
            }
        }
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(verdict, took, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IOException("the verdict cannot be written as XML", impossible);
        }
        return text + "\n";
    }

    private static void suite(Verdict verdict, Map<String, Duration> took, XMLStreamWriter xml)
            throws XMLStreamException {
        List<Drill> drills = verdict.drills().drills();
        boolean failed = verdict.outcome() == RunOutcome.FAIL;
        boolean unsure = !failed && verdict.outcome() != RunOutcome.PASS;
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", shown(verdict.scenario()));
        xml.writeAttribute("tests", String.valueOf(drills.size() + 1));
        xml.writeAttribute("failures", failed ? "1" : "0");
        xml.writeAttribute("errors", unsure ? "1" : "0");
        xml.writeAttribute("skipped", "0");
        Duration whole = took.values().stream().reduce(Duration.ZERO, Duration::plus);
        xml.writeAttribute("time", seconds(whole));
        xml.writeStartElement("properties");
        for (Map.Entry<String, String> label : verdict.labels().entrySet()) {
            xml.writeEmptyElement("property");
            xml.writeAttribute("name", "label." + shown(label.getKey()));
            xml.writeAttribute("value", shown(label.getValue()));
        }
        xml.writeEndElement();
        String headline = DrillsText.headline(verdict);
        testCase(verdict, "all drills", verdict.outcome(), headline, whole, true, xml);
        for (Drill drill : drills) {
            Duration alone = took.getOrDefault(drill.drill(), Duration.ZERO);
            testCase(verdict, drill.drill(), drill.outcome(), drill.why(), alone, false, xml);
        }
        xml.writeEndElement();
    }

    /** A single drill that failed is listed and not counted: how many may fail was decided before. */
    private static void testCase(
            Verdict verdict,
            String name,
            RunOutcome outcome,
            @Nullable String why,
            Duration took,
            boolean decides,
            XMLStreamWriter xml)
            throws XMLStreamException {
        String said = OutcomeMarks.word(outcome) + (why == null ? "" : ": " + shown(why));
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", shown(name));
        xml.writeAttribute("classname", "crossfire." + shown(verdict.scenario()).replace('.', '_'));
        xml.writeAttribute("time", seconds(took));
        if (decides && outcome != RunOutcome.PASS) {
            xml.writeStartElement(outcome == RunOutcome.FAIL ? "failure" : "error");
            xml.writeAttribute("message", said);
            xml.writeAttribute("type", outcome.name().toLowerCase(Locale.ROOT));
            xml.writeEndElement();
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(said);
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    private static String shown(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }
}
