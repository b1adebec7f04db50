package dev.crossfire.imports;

import dev.crossfire.error.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The output of {@code k6 run --out json=FILE} or {@code --out csv=FILE}: one line a measurement, about nine a request. */
final class K6Results implements RequestFile {
    static final String SUMMARY =
            "k6 run --out json=FILE or --out csv=FILE, with --system-tags that include vu and iter";

    /** Reads the measurements of one form of output. */
    interface Lines {
        /** Reads all lines; the first has the number 1. */
        void read(BufferedReader lines, Measurements to) throws IOException, BadInputException;
    }

    @Override
    public String name() {
        return "k6";
    }

    @Override
    public String summary() {
        return SUMMARY;
    }

    @Override
    public List<String> limits() {
        return List.of(
                "k6 records when a request ended; its start is that minus what k6 measured of it",
                "k6 reports failed checks of a script apart from the requests: a wrong answer with an expected status "
                        + "counts as correct");
    }

    @Override
    public void read(Path file, Sink to) throws IOException, BadInputException {
        Measurements measurements = new Measurements(file, to);
        try (BufferedReader lines = open(file)) {
            lines.mark(1);
            int first = lines.read();
            lines.reset();
            (first == 'm' ? new K6Csv() : new K6Json()).read(lines, measurements);
            measurements.finish();
        } catch (CharacterCodingException binary) {
            throw RequestFile.refused(file, measurements.line() + 1, "what is no text in UTF-8", SUMMARY);
        }
    }

    /** k6 compresses its output if the file's name ends in {@code .gz}. */
    private static BufferedReader open(Path file) throws IOException {
        return file.toString().endsWith(".gz")
                ? new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8.newDecoder()))
                : Files.newBufferedReader(file);
    }

    /** Puts the measurements of each request together. */
    static final class Measurements {
        private final Path file;
        private final Sink to;
        private final Map<String, String> iterations = new HashMap<>();
        private @Nullable K6Request request;
        private long line;

        Measurements(Path file, Sink to) {
            this.file = file;
            this.to = to;
        }

        /** The line with this number is read. */
        void at(long number) {
            line = number;
        }

        /** The number of the line that is read; 0 before the first. */
        long line() {
            return line;
        }

        Path file() {
            return file;
        }

        /** A request begins, and the one before has ended. */
        void begin(K6Request next) throws IOException, BadInputException {
            finish();
            request = next;
        }

        /** A measurement of the request that began last. */
        void add(String metric, double value) {
            if (request != null && metric.startsWith(K6Request.HTTP)) {
                request.add(metric, value);
            }
        }

        void dropped(long arrivals) {
            to.dropped(arrivals);
        }

        private void finish() throws IOException, BadInputException {
            if (request != null) {
                to.request(request.whole(iterations));
            }
            request = null;
        }

        BadInputException refused(String found, String expected) {
            return RequestFile.refused(file, line, found, expected);
        }
    }
}
