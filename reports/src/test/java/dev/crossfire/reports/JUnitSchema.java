package dev.crossfire.reports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** JUnit XML as CI systems read it. */
public final class JUnitSchema {
    private JUnitSchema() {}

    /** Checks a file; fails with what is wrong in it. */
    public static void validate(Path file) throws IOException, SAXException {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Objects.requireNonNull(JUnitSchema.class.getResource("junit.xsd")));
        schema.newValidator().validate(new StreamSource(file.toFile()));
    }
}
