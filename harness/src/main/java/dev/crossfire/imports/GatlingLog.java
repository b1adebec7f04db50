package dev.crossfire.imports;

import dev.crossfire.error.BadInputException;
import dev.crossfire.imports.GatlingText.UserStarts;
import dev.crossfire.model.Problem;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gatling's own {@code simulation.log}: the binary form that it has since 3.10, and text before that.
 *
 * <p>In the binary form a record is a byte for its kind and its values. Moments are milliseconds since the start of the run; a text that was
 * written before is the negative of its number.
 */
final class GatlingLog implements RequestFile {
    /** The cohort of all requests of a simulation with several scenarios. */
    static final String REQUESTS = "requests";

    private static final long MICROS_PER_MILLI = 1_000;

    @Override
    public String name() {
        return "gatling";
    }

    @Override
    public String summary() {
        return "simulation.log of Gatling 3.4 or newer";
    }

    @Override
    public List<String> limits() {
        return List.of(
                "Gatling's log has whole milliseconds",
                "Gatling's log does not say which user sent a request, so only open load can be judged; the requests of "
                        + "several scenarios are one cohort, '" + REQUESTS + "'");
    }

    @Override
    public void read(Path file, Sink to) throws IOException, BadInputException {
        if (isText(file)) {
            GatlingText.read(file, to);
            return;
        }
        try (LogReader log = new LogReader(file)) {
            log.readAll(to);
        }
    }

    /** Whether it begins as the text form does: with an assertion or with the run. */
    private static boolean isText(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            int first = bytes.read();
            return first == 'A' || first == 'R';
        }
    }

    /** Reads one log from its beginning to its end. */
    private static final class LogReader implements AutoCloseable {
        private static final int RUN = 0;
        private static final int REQUEST = 1;
        private static final int USER = 2;
        private static final int GROUP = 3;
        private static final int ERROR = 4;

        /** Longer than any text of Gatling; a larger number is no length. */
        private static final int LONGEST = 1 << 20;

        private final Path file;
        private final DataInputStream in;
        private long position;
        private final Map<Integer, String> texts = new HashMap<>();
        private final UserStarts starts = new UserStarts();
        private final List<String> scenarios = new ArrayList<>();
        private long runStart;

        LogReader(Path file) throws IOException {
            this.file = file;
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        }

        void readAll(Sink to) throws IOException, BadInputException {
            try {
                head();
                for (int kind = in.read(); kind >= 0; kind = in.read()) {
                    position++;
                    record(kind, to);
                }
            } catch (EOFException cut) {
                throw refused("the end of the file in the middle of a record");
            }
        }

        private void head() throws IOException, BadInputException {
            if (one() != RUN) {
                throw refused("the first byte");
            }
            text();
            text();
            runStart = in.readLong();
            position += Long.BYTES;
            text();
            for (int left = length(); left > 0; left--) {
                scenarios.add(text());
            }
            for (int left = length(); left > 0; left--) {
                bytes(length());
            }
        }

        private void record(int kind, Sink to) throws IOException, BadInputException {
            switch (kind) {
                case REQUEST -> request(to);
                case USER -> user();
                case GROUP -> {
                    groups();
                    bytes(3 * Integer.BYTES + 1);
                }
                case ERROR -> {
                    cached();
                    four();
                }
                default -> throw refused("a record of the kind " + kind);
            }
        }

        private void request(Sink to) throws IOException, BadInputException {
            List<String> name = groups();
            name.add(cached());
            int start = four();
            int end = four();
            boolean ok = one() != 0;
            String message = cached().strip();
            to.request(new ImportedRequest(
                    (runStart + start) * MICROS_PER_MILLI,
                    (end - start) * MICROS_PER_MILLI,
                    scenarios.size() == 1 ? scenarios.get(0) : REQUESTS,
                    "",
                    starts.isFirst(start),
                    String.join(" / ", name),
                    0,
                    ok,
                    ok ? "" : message.isEmpty() ? "failed" : message));
        }

        private void user() throws IOException {
            four();
            boolean begins = one() != 0;
            int at = four();
            if (begins) {
                starts.begin(at);
            }
        }

        private List<String> groups() throws IOException, BadInputException {
            List<String> groups = new ArrayList<>();
            for (int left = length(); left > 0; left--) {
                groups.add(cached());
            }
            return groups;
        }

        /** A text that is written once and then named by its number. */
        private String cached() throws IOException, BadInputException {
            int number = four();
            if (number > 0) {
                texts.put(number, text());
            }
            @Nullable String known = texts.get(Math.abs(number));
            if (known == null) {
                throw refused("the number " + number + " of a text");
            }
            return known;
        }

        /** A text in the JDK's own form: Latin 1, or UTF-16 in the byte order of the machine that wrote it. */
        private String text() throws IOException, BadInputException {
            int length = length();
            if (length == 0) {
                return "";
            }
            byte[] bytes = bytes(length);
            Charset wide = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                    ? StandardCharsets.UTF_16LE
                    : StandardCharsets.UTF_16BE;
            return new String(bytes, one() == 0 ? StandardCharsets.ISO_8859_1 : wide);
        }

        private int length() throws IOException, BadInputException {
            int length = four();
            if (length < 0 || length > LONGEST) {
                throw refused("the length " + length);
            }
            return length;
        }

        private byte[] bytes(int count) throws IOException {
            byte[] bytes = new byte[count];
            in.readFully(bytes);
            position += count;
            return bytes;
        }

        private int one() throws IOException {
            int value = in.readByte();
            position++;
            return value;
        }

        private int four() throws IOException {
            int value = in.readInt();
            position += Integer.BYTES;
            return value;
        }

        private BadInputException refused(String found) {
            return BadInputException.of(List.of(new Problem(
                    file + ": before byte " + position, found, "simulation.log of Gatling 3.4 or newer", null)));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
