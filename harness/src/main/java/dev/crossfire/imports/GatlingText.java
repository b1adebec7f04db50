package dev.crossfire.imports;

import dev.crossfire.error.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gatling's {@code simulation.log} as text with tabs, in the form that it had from 3.4 until it became binary. */
final class GatlingText {
    private static final String EXPECTED = "simulation.log of Gatling 3.4 or newer";
    private static final long MICROS_PER_MILLI = 1_000;

    private static final int RUN_COLUMNS = 6;
    private static final int USER_COLUMNS = 4;
    private static final int REQUEST_COLUMNS = 7;

    private final Path file;
    private final Set<String> scenarios = new HashSet<>();
    private final UserStarts starts = new UserStarts();
    private int number;

    private GatlingText(Path file) {
        this.file = file;
    }

    static void read(Path file, RequestFile.Sink to) throws IOException, BadInputException {
        GatlingText log = new GatlingText(file);
        // A request does not say whose it is: with one scenario it is known, once all users are.
        log.each(columns -> {
            if (columns.get(0).equals("USER")) {
                log.scenarios.add(log.columns(columns, USER_COLUMNS, "a user").get(1));
            }
        });
        log.each(columns -> log.record(columns, to));
    }

    /** Takes the columns of a line. */
    @FunctionalInterface
    private interface LineSink {
        void line(List<String> columns) throws IOException, BadInputException;
    }

    private void each(LineSink to) throws IOException, BadInputException {
        number = 0;
        boolean begun = false;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                List<String> columns = List.of(line.split("\t", -1));
                if (!begun && !columns.get(0).equals("ASSERTION")) {
                    columns(columns, RUN_COLUMNS, "a first line");
                    begun = true;
                }
                to.line(columns);
            }
        } catch (CharacterCodingException binary) {
            throw refused("what is no text in UTF-8", EXPECTED);
        }
    }

    private void record(List<String> columns, RequestFile.Sink to) throws IOException, BadInputException {
        switch (columns.get(0)) {
            case "USER" -> {
                if (columns.get(2).equals("START")) {
                    starts.begin(millis(columns.get(3)));
                }
            }
            case "REQUEST" -> to.request(request(columns(columns, REQUEST_COLUMNS, "a request")));
            case "ASSERTION", "RUN", "GROUP", "ERROR" -> {}
            default -> throw refused("a line that begins with '" + columns.get(0) + "'", EXPECTED);
        }
    }

    private ImportedRequest request(List<String> columns) throws BadInputException {
        long start = millis(columns.get(3));
        long end = millis(columns.get(4));
        String outcome = columns.get(5);
        if (!outcome.equals("OK") && !outcome.equals("KO")) {
            throw refused("the outcome '" + outcome + "'", "OK or KO");
        }
        boolean ok = outcome.equals("OK");
        String groups = columns.get(1);
        String message = columns.get(6).strip();
        return new ImportedRequest(
                start * MICROS_PER_MILLI,
                (end - start) * MICROS_PER_MILLI,
                scenarios.size() == 1 ? scenarios.iterator().next() : GatlingLog.REQUESTS,
                "",
                starts.isFirst(start),
                (groups.isEmpty() ? "" : groups.replace(",", " / ") + " / ") + columns.get(2),
                0,
                ok,
                ok ? "" : message.isEmpty() ? "failed" : message);
    }

    private List<String> columns(List<String> found, int count, String what) throws BadInputException {
        if (found.size() < count) {
            throw refused(what + " of " + found.size() + " columns", EXPECTED);
        }
        return found;
    }

    private long millis(String text) throws BadInputException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw refused("the time '" + text + "'", "milliseconds since 1970");
        }
    }

    private BadInputException refused(String found, String expected) {
        return RequestFile.refused(file, number, found, expected);
    }

    /** When users began whose first request has not been read. */
    static final class UserStarts {
        private final Map<Long, Integer> begun = new HashMap<>();

        void begin(long millisecond) {
            begun.merge(millisecond, 1, Integer::sum);
        }

        /** Whether a user began in a millisecond, or the one before, and has sent nothing until then. */
        boolean isFirst(long millisecond) {
            return took(millisecond) || took(millisecond - 1);
        }

        private boolean took(long millisecond) {
            boolean there = begun.containsKey(millisecond);
            begun.computeIfPresent(millisecond, (at, users) -> users == 1 ? null : users - 1);
            return there;
        }
    }
}
