package dev.crossfire.imports;

import dev.crossfire.error.BadInputException;
import dev.crossfire.imports.JmeterResults.Sample;
import dev.crossfire.imports.JmeterResults.SampleSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * JMeter's results as XML.
 *
 * <p>Samples within a transaction count, those within another sample do not: they are what a page has embedded, and the
 * outer one has waited for them.
 */
final class JmeterXml {
    private static final String ROOT = "testResults";
    private static final Set<String> SAMPLES = Set.of("httpSample", "sample");

    private final Path file;
    private final XMLStreamReader xml;
    private final SampleSink to;
    private final Deque<Sample> open = new ArrayDeque<>();
    private @Nullable String failure;

    private JmeterXml(Path file, XMLStreamReader xml, SampleSink to) {
        this.file = file;
        this.xml = xml;
        this.to = to;
    }

    static void read(Path file, SampleSink to) throws IOException, BadInputException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        // A results file has neither, and neither may read other files or hosts.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream bytes = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(bytes);
            try {
                new JmeterXml(file, xml, to).all();
            } catch (XMLStreamException broken) {
                throw RequestFile.refused(
                        file,
                        broken.getLocation() == null ? 1 : broken.getLocation().getLineNumber(),
                        "what is no XML, or ends in its middle",
                        JmeterResults.SUMMARY);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            throw RequestFile.refused(file, 1, "what is no XML", JmeterResults.SUMMARY);
        }
    }

    private void all() throws XMLStreamException, IOException, BadInputException {
        xml.nextTag();
        if (!xml.getLocalName().equals(ROOT)) {
            throw refused("the element " + xml.getLocalName(), "testResults, with which JMeter's results begin");
        }
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                begin(xml.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT && SAMPLES.contains(xml.getLocalName())) {
                end();
            }
        }
    }

    private void begin(String element) throws XMLStreamException, BadInputException {
        if (SAMPLES.contains(element)) {
            open.push(sample());
            failure = null;
        } else if (element.equals("failureMessage") && failure == null) {
            failure = xml.getElementText();
        }
    }

    private void end() throws IOException, BadInputException {
        Sample ended = open.pop();
        if (open.isEmpty() || open.stream().allMatch(Sample::isTransaction)) {
            to.sample(failure == null ? ended : failed(ended, failure));
        }
        failure = null;
    }

    private static Sample failed(Sample sample, String failure) {
        return new Sample(
                sample.line(),
                sample.timeStamp(),
                sample.elapsed(),
                sample.label(),
                sample.code(),
                sample.message(),
                failure,
                sample.thread(),
                sample.ok());
    }

    private Sample sample() throws BadInputException {
        long line = xml.getLocation().getLineNumber();
        return new Sample(
                line,
                JmeterResults.number(file, line, "ts", attribute("ts")),
                JmeterResults.number(file, line, "t", attribute("t")),
                attribute("lb"),
                attribute("rc"),
                attribute("rm"),
                "",
                attribute("tn"),
                attribute("s").equals("true"));
    }

    private String attribute(String name) throws BadInputException {
        String value = xml.getAttributeValue(null, name);
        if (value == null) {
            throw refused("a sample without " + name, "one as jmeter -n -l FILE writes it");
        }
        return value;
    }

    private BadInputException refused(String found, String expected) {
        return RequestFile.refused(file, xml.getLocation().getLineNumber(), found, expected);
    }
}
