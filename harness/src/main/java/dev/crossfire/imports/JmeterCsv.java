package dev.crossfire.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.crossfire.error.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JMeter's results as CSV with a line of headers, as {@code jmeter -n -l FILE} writes them. */
final class JmeterCsv implements RequestFile {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final List<String> NEEDED =
            List.of("timeStamp", "elapsed", "label", "responseCode", "threadName", "success");
    /** A thread group's name, its number and the thread's: {@code buyers 1-17}. */
    private static final Pattern THREAD = Pattern.compile("(?<group>.*?)\\s*\\d+-(?<thread>\\d+)");

    private static final String TRANSACTION = "Number of samples in transaction";

    @Override
    public String name() {
        return "jtl";
    }

    @Override
    public String summary() {
        return "jmeter -n -l FILE, as CSV with headers";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "JMeter records whole milliseconds",
                "timeStamp is taken for the start of a sample, as JMeter writes it unless "
                        + "sampleresult.timestamp.start is false");
    }

    @Override
    public void read(Path file, Sink to) throws IOException, BadInputException {
        Map<String, Long> ends = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                Optional<String> absent = NEEDED.stream()
                        .filter(column -> !row.getHeader().contains(column))
                        .findFirst();
                if (absent.isPresent()) {
                    throw RequestFile.refused(
                            file,
                            1,
                            "a header without " + absent.get(),
                            "JMeter's results as CSV with the columns " + String.join(", ", NEEDED));
                }
                if (!text(row, "responseMessage").startsWith(TRANSACTION)) {
                    to.request(request(file, row, ends));
                }
            }
        } catch (CsvParseException broken) {
            throw RequestFile.refused(file, 1, "a file that is not CSV (" + broken.getMessage() + ")", summary());
        }
    }

    private static ImportedRequest request(Path file, NamedCsvRecord row, Map<String, Long> ends)
            throws BadInputException {
        long start = number(file, row, "timeStamp");
        long elapsed = number(file, row, "elapsed");
        String thread = text(row, "threadName");
        Long before = ends.put(thread, start + elapsed);
        // Two of one thread that overlap by more than the file's resolution: the time stamps are those of the ends.
        if (before != null && start + 1 < before) {
            throw RequestFile.refused(
                    file,
                    row.getStartingLineNumber(),
                    "a sample that begins " + (before - start) + " ms before the thread's last one ended",
                    "time stamps of starts: sampleresult.timestamp.start=true, and no parallel downloads");
        }
        Matcher name = THREAD.matcher(thread);
        boolean isNamed = name.matches() && !name.group("group").isEmpty();
        String code = text(row, "responseCode");
        boolean ok = text(row, "success").equals("true");
        return new ImportedRequest(
                start * MICROS_PER_MILLI,
                elapsed * MICROS_PER_MILLI,
                isNamed ? name.group("group") : "users",
                thread,
                before == null,
                text(row, "label"),
                code.matches("[1-5]\\d\\d") ? Integer.parseInt(code) : 0,
                ok,
                ok ? "" : error(row, code));
    }

    private static String error(NamedCsvRecord row, String code) {
        String failure = text(row, "failureMessage");
        return failure.isEmpty() ? (code + " " + text(row, "responseMessage")).strip() : failure;
    }

    private static String text(NamedCsvRecord row, String column) {
        return row.findField(column).orElse("");
    }

    private static long number(Path file, NamedCsvRecord row, String column) throws BadInputException {
        String text = text(row, column);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw RequestFile.refused(
                    file, row.getStartingLineNumber(), column + " '" + text + "'", "whole milliseconds");
        }
    }
}
