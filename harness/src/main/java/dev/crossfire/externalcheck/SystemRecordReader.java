package dev.crossfire.externalcheck;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.JsonLineWriter;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the system's records after a run, and writes them down. */
public final class SystemRecordReader {
    /** After which it has given up. */
    public static final Duration LONGEST_READING = Duration.ofMinutes(6);

    private final Path file;
    private final InstantSource clock;
    private final Duration patience;

    /** @param file for the system's records; written by this class only */
    public SystemRecordReader(Path file, InstantSource clock) {
        this(file, clock, SqlSystemRecords.PATIENCE);
    }

    /** @param patience how long a database that gives no connection is asked again */
    SystemRecordReader(Path file, InstantSource clock, Duration patience) {
        this.file = file;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Reads the list once the system gives it; waits for that for half a minute.
     *
     * @param base where users reach the system; null when it is unknown
     * @return what to write into the journal
     * @throws IOException when what was read cannot be written down
     */
    public JournalEvent.LedgerRead read(LedgerSpec spec, ObservabilityConfig observability, @Nullable URI base)
            throws IOException {
        Optional<SystemRecords> systemRecords = systemRecords(spec, observability, base);
        return systemRecords.isPresent() ? read(systemRecords.get()) : noSource();
    }

    private JournalEvent.LedgerRead noSource() {
        String why =
                "the system's records have no source: an environment's 'ledger' needs 'jdbc' for a scenario's 'sql', and"
                        + " 'http' needs a base-url";
        return new JournalEvent.LedgerRead(clock.instant(), "nowhere", 0, false, why);
    }

    private JournalEvent.LedgerRead read(SystemRecords systemRecords) throws IOException {
        @Nullable String problem = null;
        long[] rows = {0};
        try (JsonLineWriter lines = new JsonLineWriter(file)) {
            systemRecords.read(row -> rows[0] += written(row, lines));
        } catch (SystemRecords.UnreadableException unreadable) {
            problem = String.valueOf(unreadable.getMessage());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            problem = "stopped by the user";
        }
        return new JournalEvent.LedgerRead(
                clock.instant(), systemRecords.source(), rows[0], systemRecords.keyed(), problem);
    }

    private static int written(SystemRow row, JsonLineWriter lines) throws IOException {
        lines.write(row);
        return 1;
    }

    /** By SQL where the environment declares it, because that cannot be misled by a cache; else as users read it. */
    private Optional<SystemRecords> systemRecords(
            LedgerSpec spec, ObservabilityConfig observability, @Nullable URI base) {
        ObservabilityConfig.@Nullable RecordsAccess recordsAccess = observability.ledger();
        @Nullable Secret jdbc = recordsAccess == null ? null : recordsAccess.jdbc();
        @Nullable String query = recordsAccess == null ? null : recordsAccess.queryFor(spec);
        if (recordsAccess != null && jdbc != null && query != null) {
            return Optional.of(new SqlSystemRecords(jdbc, recordsAccess, query, patience, clock));
        }
        LedgerSpec.@Nullable Http http = spec.http();
        if (http == null || base == null) {
            return Optional.empty();
        }
        @Nullable Secret token = recordsAccess == null ? null : recordsAccess.token();
        return Optional.of(new HttpSystemRecords(base, http, token, HttpSystemRecords.Patience.USUAL, clock));
    }
}
