package dev.crossfire.witness;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.JsonLineWriter;
import dev.crossfire.evidence.LedgerEntry.Held;
import dev.crossfire.model.LedgerSpec;
import dev.crossfire.model.ObservabilityConfig;
import dev.crossfire.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the system after a run what it holds, and writes that down. */
public final class SystemRecordReader {
    /** After which it has given up. */
    public static final Duration LONGEST = Duration.ofMinutes(6);

    private final Path file;
    private final InstantSource clock;

    /** @param file for what the system holds; written by nobody else */
    public SystemRecordReader(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Reads the list once the system gives it; waits for that for half a minute.
     *
     * @param base where users reach the system; null when nobody knows
     * @return what to write into the journal
     * @throws IOException when what was read cannot be written down
     */
    public JournalEvent.LedgerRead read(LedgerSpec spec, ObservabilityConfig observability, @Nullable URI base)
            throws IOException {
        Optional<SystemRecords> holdings = holdings(spec, observability, base);
        return holdings.isPresent() ? read(holdings.get()) : nobody();
    }

    private JournalEvent.LedgerRead nobody() {
        String why = "nobody says where: an environment's 'ledger' needs 'jdbc' for a scenario's 'sql', and"
                + " 'http' needs a base-url";
        return new JournalEvent.LedgerRead(clock.instant(), "nowhere", 0, false, why);
    }

    private JournalEvent.LedgerRead read(SystemRecords holdings) throws IOException {
        @Nullable String trouble = null;
        long[] rows = {0};
        try (JsonLineWriter lines = new JsonLineWriter(file)) {
            holdings.read(row -> rows[0] += written(row, lines));
        } catch (SystemRecords.UnreadableException unreadable) {
            trouble = String.valueOf(unreadable.getMessage());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            trouble = "stopped by the user";
        }
        return new JournalEvent.LedgerRead(clock.instant(), holdings.source(), rows[0], holdings.keyed(), trouble);
    }

    private static int written(Held row, JsonLineWriter lines) throws IOException {
        lines.write(row);
        return 1;
    }

    /** By SQL where the environment says how, for that cannot be misled by a cache; else as users read it. */
    private Optional<SystemRecords> holdings(LedgerSpec spec, ObservabilityConfig observability, @Nullable URI base) {
        ObservabilityConfig.@Nullable Books books = observability.ledger();
        @Nullable Secret jdbc = books == null ? null : books.jdbc();
        @Nullable String query = books == null ? null : books.asked(spec);
        if (books != null && jdbc != null && query != null) {
            return Optional.of(new SqlSystemRecords(jdbc, books, query));
        }
        LedgerSpec.@Nullable Http http = spec.http();
        if (http == null || base == null) {
            return Optional.empty();
        }
        @Nullable Secret token = books == null ? null : books.token();
        return Optional.of(new HttpSystemRecords(base, http, token, HttpSystemRecords.Patience.USUAL, clock));
    }
}
