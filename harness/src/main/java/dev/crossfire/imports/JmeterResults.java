package dev.crossfire.imports;

import dev.crossfire.error.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JMeter's results, as CSV with a line of headers or as XML. */
final class JmeterResults implements RequestFile {
    /** A thread group's name, its number and the thread's: {@code buyers 1-17}. */
    private static final Pattern THREAD = Pattern.compile("(?<group>.*?)\\s*\\d+-(?<thread>\\d+)");

    private static final long MICROS_PER_MILLI = 1_000;
    private static final String TRANSACTION = "Number of samples in transaction";

    static final String SUMMARY = "jmeter -n -l FILE, as CSV with headers or as XML";

    /** A sample, as JMeter records it, in milliseconds. */
    record Sample(
            long line,
            long timeStamp,
            long elapsed,
            String label,
            String code,
            String message,
            String failure,
            String thread,
            boolean ok) {
        /** Whether it only sums up others. */
        boolean isTransaction() {
            return message.startsWith(TRANSACTION);
        }
    }

    /** Takes samples in the order of the file. */
    @FunctionalInterface
    interface SampleSink {
        void sample(Sample sample) throws IOException, BadInputException;
    }

    @Override
    public String name() {
        return "jtl";
    }

    @Override
    public String summary() {
        return SUMMARY;
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
        SampleSink sink = sample -> {
            if (!sample.isTransaction()) {
                to.request(request(file, sample, ends));
            }
        };
        if (isXml(file)) {
            JmeterXml.read(file, sink);
        } else {
            JmeterCsv.read(file, sink);
        }
    }

    private static boolean isXml(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.read() == '<';
        }
    }

    private static ImportedRequest request(Path file, Sample sample, Map<String, Long> ends) throws BadInputException {
        long start = sample.timeStamp();
        Long before = ends.put(sample.thread(), start + sample.elapsed());
        // Two of one thread that overlap by more than the file's resolution: the time stamps are those of the ends.
        if (before != null && start + 1 < before) {
            throw RequestFile.refused(
                    file,
                    sample.line(),
                    "a sample that begins " + (before - start) + " ms before the thread's last one ended",
                    "time stamps of starts: sampleresult.timestamp.start=true, and no parallel downloads");
        }
        Matcher name = THREAD.matcher(sample.thread());
        boolean isNamed = name.matches() && !name.group("group").isEmpty();
        return new ImportedRequest(
                start * MICROS_PER_MILLI,
                sample.elapsed() * MICROS_PER_MILLI,
                isNamed ? name.group("group") : "users",
                sample.thread(),
                before == null,
                sample.label(),
                sample.code().matches("[1-5]\\d\\d") ? Integer.parseInt(sample.code()) : 0,
                sample.ok(),
                sample.ok() ? "" : error(sample));
    }

    private static String error(Sample sample) {
        return sample.failure().isEmpty() ? (sample.code() + " " + sample.message()).strip() : sample.failure();
    }

    /** Reads whole milliseconds. */
    static long number(Path file, long line, String name, String text) throws BadInputException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw RequestFile.refused(file, line, name + " '" + text + "'", "whole milliseconds");
        }
    }
}
