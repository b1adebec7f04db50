package dev.crossfire.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.crossfire.error.BadInputException;
import dev.crossfire.imports.JmeterResults.Sample;
import dev.crossfire.imports.JmeterResults.SampleSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** JMeter's results as CSV with a line of headers. */
final class JmeterCsv {
    private static final List<String> NEEDED =
            List.of("timeStamp", "elapsed", "label", "responseCode", "threadName", "success");

    private JmeterCsv() {}

    static void read(Path file, SampleSink to) throws IOException, BadInputException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            CsvTable.read(
                    rows,
                    file,
                    NEEDED,
                    "JMeter's results as CSV with the columns " + String.join(", ", NEEDED),
                    row -> to.sample(sample(file, row)));
        } catch (CsvParseException broken) {
            throw RequestFile.refused(
                    file, 1, "a file that is not CSV (" + broken.getMessage() + ")", JmeterResults.SUMMARY);
        }
    }

    private static Sample sample(Path file, NamedCsvRecord row) throws BadInputException {
        long line = row.getStartingLineNumber();
        return new Sample(
                line,
                JmeterResults.number(file, line, "timeStamp", text(row, "timeStamp")),
                JmeterResults.number(file, line, "elapsed", text(row, "elapsed")),
                text(row, "label"),
                text(row, "responseCode"),
                text(row, "responseMessage"),
                text(row, "failureMessage"),
                text(row, "threadName"),
                text(row, "success").equals("true"));
    }

    private static String text(NamedCsvRecord row, String column) {
        return row.findField(column).orElse("");
    }
}
