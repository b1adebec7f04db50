package dev.crossfire.reports.pipeline;

import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.Redactor;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A suite in JUnit XML, in the order of Surefire's schema and of Jenkins' xUnit plug-in. Neither knows the properties, the
 * file and the line of a test case, which CI systems read all the same.
 */
public final class JUnitXml {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_VALUE = 400;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Writes elements. */
    @FunctionalInterface
    public interface Content {
        /** Writes them. */
        void write(JUnitXml xml) throws XMLStreamException;
    }

    /** How many test cases a suite has, and of which kind. */
    public record Counts(long tests, long failures, long errors, long skipped) {}

    /** A document of this content. */
    public static String document(Content content) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            content.write(new JUnitXml(xml));
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IOException("the verdict cannot be written as XML", impossible);
        }
        return text + "\n";
    }

    /** The suite of a scenario with its properties and its test cases. */
    public void suite(
            String scenario, Counts counts, Duration took, Instant began, Content properties, Content testCases)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name(scenario));
        xml.writeAttribute("tests", String.valueOf(counts.tests()));
        xml.writeAttribute("failures", String.valueOf(counts.failures()));
        xml.writeAttribute("errors", String.valueOf(counts.errors()));
        xml.writeAttribute("skipped", String.valueOf(counts.skipped()));
        xml.writeAttribute("time", seconds(took));
        xml.writeAttribute("timestamp", TIMESTAMP.format(began));
        properties(properties);
        testCases.write(this);
        xml.writeEndElement();
    }

    /** A test case of a scenario; its place is null when it is not known. */
    public void testCase(String scenario, String name, Duration took, @Nullable ScenarioPlace place, Content content)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", name(name));
        // CI systems cut class names at dots to group by what comes before.
        xml.writeAttribute("classname", "crossfire." + name(scenario).replace('.', '_'));
        xml.writeAttribute("time", seconds(took));
        if (place != null) {
            xml.writeAttribute("file", place.file());
            xml.writeAttribute("line", String.valueOf(place.line()));
        }
        content.write(this);
        xml.writeEndElement();
    }

    /** Properties of a suite or a test case. */
    public void properties(Content content) throws XMLStreamException {
        xml.writeStartElement("properties");
        content.write(this);
        xml.writeEndElement();
    }

    /** A property. */
    public void property(String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", Redactor.text(value, LONGEST_VALUE));
    }

    /** A property for each label of a run. */
    public void labels(Map<String, String> labels) throws XMLStreamException {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            property("label." + name(label.getKey()), label.getValue());
        }
    }

    /** The figures for programs, unrounded: a property each, in the unit that is one of them. */
    public void figures(String before, ObjectiveVerdict objective, String outcome) throws XMLStreamException {
        property(before + "kind", objective.kind());
        property(before + "outcome", outcome);
        property(before + "target", ObjectiveText.target(objective));
        MeasuredFigure measured = objective.measured();
        if (measured != null) {
            property(before + "measured", String.valueOf(measured.value()));
            if (measured.low() != null) {
                property(before + "measured.low", String.valueOf(measured.low()));
            }
            if (measured.high() != null) {
                property(before + "measured.high", String.valueOf(measured.high()));
            }
            property(before + "measured.unit", measured.unit());
        }
    }

    /**
     * Why a test case is not green.
     *
     * @param element {@code failure} or {@code error}
     * @param text after the message, which GitLab does not read from its attribute
     */
    public void problem(String element, String message, String type, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", message);
        xml.writeAttribute("type", name(type));
        xml.writeCharacters(text.isEmpty() ? message : message + "\n" + text);
        xml.writeEndElement();
    }

    /** A test case that was not judged, and why. */
    public void skipped(String why) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", why);
    }

    /** What a test case printed. */
    public void output(String text) throws XMLStreamException {
        xml.writeStartElement("system-out");
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", Math.max(0, duration.toMillis()) / 1000.0);
    }

    /** A name of the run's, fit to be shown. */
    public static String name(String name) {
        return Redactor.text(name, LONGEST_NAME);
    }
}
