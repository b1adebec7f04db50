package dev.crossfire.reports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.evidence.StringTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run's requests as a table in the form of RFC 4180, a row each, in the order in which they ended. */
public final class RequestTable {
    /** The columns; more may come after them, and none is ever renamed. */
    static final List<String> COLUMNS = List.of(
            "cohort",
            "name",
            "intended_start",
            "seconds",
            "lag_ms",
            "response_ms",
            "latency_ms",
            "status",
            "ok",
            "error",
            "intended_known",
            "warm_up",
            "cut_short");

    private final CsvWriter csv;
    private final StringTable strings;
    private final @Nullable Long zero;

    private RequestTable(CsvWriter csv, StringTable strings, @Nullable Long zero) {
        this.csv = csv;
        this.strings = strings;
        this.zero = zero;
    }

    /**
     * Writes all requests of a run; memory does not grow with their number.
     *
     * @return how much was read, and where it is damaged
     * @throws IOException when the run cannot be read or the table cannot be written
     */
    public static RequestSource.RequestIntegrity write(RunDirectory run, Writer to) throws IOException {
        RequestSource requests = run.requests();
        // Not closed: the writer below it belongs to the caller.
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(to);
        RequestTable table = new RequestTable(csv, requests.strings(), zero(run));
        try {
            csv.writeRecord(COLUMNS);
            RequestSource.RequestIntegrity integrity = requests.forEach(table::row);
            csv.flush();
            return integrity;
        } catch (UncheckedIOException unwritable) {
            throw unwritable.getCause();
        }
    }

    private static @Nullable Long zero(RunDirectory run) throws IOException {
        if (!Files.exists(run.journalFile())) {
            return null;
        }
        Optional<JournalEvent.LoadStarted> started = run.journal().stream()
                .filter(JournalEvent.LoadStarted.class::isInstance)
                .map(JournalEvent.LoadStarted.class::cast)
                .findFirst();
        return started.map(one -> ChronoUnit.MICROS.between(Instant.EPOCH, one.zero()))
                .orElse(null);
    }

    private void row(RequestRecord request) {
        long start = request.intendedMicros();
        csv.writeRecord(
                strings.text(request.cohort()),
                strings.text(request.name()),
                Instant.EPOCH.plus(start, ChronoUnit.MICROS).toString(),
                zero == null ? "" : decimal(start - zero, 6),
                decimal(request.lagMicros(), 3),
                decimal(request.responseMicros(), 3),
                decimal(request.latencyMicros(), 3),
                request.status() == 0 ? "" : Integer.toString(request.status()),
                Boolean.toString(request.ok()),
                request.error() == 0 ? "" : strings.text(request.error()),
                Boolean.toString(request.intendedKnown()),
                has(request, RequestRecord.FLAG_WARM_UP),
                has(request, RequestRecord.FLAG_ABORTED));
    }

    private static String has(RequestRecord request, int flag) {
        return Boolean.toString((request.flags() & flag) != 0);
    }

    private static String decimal(long micros, int places) {
        return BigDecimal.valueOf(micros, places).toPlainString();
    }
}
