package dev.crossfire.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.crossfire.error.BadInputException;
import dev.crossfire.imports.K6Results.Measurements;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** k6's output as CSV with a line of headers; its times must be finer than k6's default, which is whole seconds. */
final class K6Csv implements K6Results.Lines {
    private static final List<String> NEEDED = List.of("metric_name", "timestamp", "metric_value", "metadata");

    private static final String EXPECTED = "that of k6 run --out csv=FILE";

    /** Digits of a time since 1970: in milliseconds from 2001 on, and accordingly. */
    private static final int MILLIS = 13;

    private static final int MICROS = 16;
    private static final int NANOS = 19;

    @Override
    public void read(BufferedReader lines, Measurements to) throws IOException, BadInputException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(lines)) {
            CsvTable.read(rows, to.file(), NEEDED, EXPECTED, row -> {
                to.at(row.getStartingLineNumber());
                measurement(row, to);
            });
        } catch (CsvParseException broken) {
            throw to.refused("a row that is not CSV (" + broken.getMessage() + ")", EXPECTED);
        }
    }

    private static void measurement(NamedCsvRecord row, Measurements to) throws IOException, BadInputException {
        String metric = row.getField("metric_name");
        if (metric.equals(K6Request.DROPPED)) {
            to.dropped((long) value(row, to));
        } else if (metric.equals(K6Request.REQUESTS)) {
            to.begin(new K6Request(at(row, to), name -> tag(row, name), to.file(), to.line()));
        } else if (metric.startsWith(K6Request.HTTP)) {
            to.add(metric, value(row, to));
        }
    }

    /** Tags without a column of their own stand in one together, as {@code vu=1&iter=2}. */
    private static String tag(NamedCsvRecord row, String name) {
        return row.findField(name)
                .filter(value -> !value.isEmpty())
                .orElseGet(() -> List.of("metadata", "extra_tags").stream()
                        .flatMap(column -> row.findField(column).stream())
                        .flatMap(all -> Arrays.stream(all.split("&", -1)))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1))
                        .findFirst()
                        .orElse(""));
    }

    private static double value(NamedCsvRecord row, Measurements to) throws BadInputException {
        String text = row.getField("metric_value");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            throw to.refused("metric_value '" + text + "'", "a number");
        }
    }

    private static Instant at(NamedCsvRecord row, Measurements to) throws BadInputException {
        String text = row.getField("timestamp");
        if (text.matches("\\d{" + MILLIS + "}|\\d{" + MICROS + "}|\\d{" + NANOS + "}")) {
            long since = Long.parseLong(text);
            return switch (text.length()) {
                case MILLIS -> Instant.ofEpochMilli(since);
                case MICROS -> Instant.EPOCH.plus(since, ChronoUnit.MICROS);
                default -> Instant.EPOCH.plusNanos(since);
            };
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (text.contains(".")) {
                return time;
            }
        } catch (DateTimeParseException broken) {
            // Reported below, as a time that is too coarse.
        }
        throw to.refused(
                "the time '" + text + "'",
                "one in microseconds: run k6 with the variable K6_CSV_TIME_FORMAT=unix_micro");
    }
}
