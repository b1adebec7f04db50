package dev.crossfire.evidence;

import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The two files of a run's ledger: each line an entry, each with one writer. */
public final class LedgerFiles implements LedgerSource {
    /** The answers that users got. */
    public static final String CLIENT_FILE = "ledger.client.jsonl";
    /** The system's records. */
    public static final String SYSTEM_FILE = "ledger.system.jsonl";

    /** Some 20 MB of entries. */
    private static final int IN_MEMORY = 50_000;

    private final Path folder;
    private final int inMemory;

    /** @param folder the run's */
    public LedgerFiles(Path folder) {
        this(folder, IN_MEMORY);
    }

    LedgerFiles(Path folder, int inMemory) {
        this.folder = folder;
        this.inMemory = inMemory;
    }

    @Override
    public LedgerIntegrity sorted(Comparator<LedgerEntry> order, Consumer<LedgerEntry> to) throws IOException {
        try (ExternalSort<LedgerEntry> sort = new ExternalSort<>(folder, order, new EntryForm(), inMemory)) {
            LineTally clientRecords = read(folder.resolve(CLIENT_FILE), LedgerEntry.ClientRecord.class, sort);
            LineTally held = read(folder.resolve(SYSTEM_FILE), LedgerEntry.SystemRow.class, sort);
            sort.forEach(to);
            return new LedgerIntegrity(
                    clientRecords.lines, held.lines, clientRecords.torn != null ? clientRecords.torn : held.torn);
        }
    }

    /** How far a file could be read. */
    private record LineTally(long lines, @Nullable String torn) {}

    private static <T extends LedgerEntry> LineTally read(Path file, Class<T> type, ExternalSort<LedgerEntry> sort)
            throws IOException {
        if (!Files.exists(file)) {
            return new LineTally(0, null);
        }
        long count = 0;
        try (JsonLines<T> lines = new JsonLines<>(file, type)) {
            for (T entry = lines.next(); entry != null; entry = lines.next()) {
                sort.add(entry);
                count++;
            }
            @Nullable EvidenceDamage damage = lines.damage();
            return new LineTally(count, damage == null ? null : damage.text());
        }
    }

    /** An entry in a few bytes. */
    private static final class EntryForm implements ExternalSort.Form<LedgerEntry> {
        private static final String HELD_MARK = "";

        @Override
        public void write(LedgerEntry entry, DataOutput to) throws IOException {
            if (entry instanceof LedgerEntry.ClientRecord clientRecords) {
                to.writeUTF(clientRecords.result().name());
                to.writeLong(clientRecords.at());
            } else {
                to.writeUTF(HELD_MARK);
            }
            text(entry.key(), to);
            text(entry.id(), to);
            text(entry.item(), to);
        }

        @Override
        public LedgerEntry read(DataInput from) throws IOException {
            String mark = from.readUTF();
            boolean held = mark.equals(HELD_MARK);
            long at = held ? 0 : from.readLong();
            String key = text(from);
            String id = text(from);
            String item = text(from);
            return held
                    ? new LedgerEntry.SystemRow(given(id), key, item)
                    : new LedgerEntry.ClientRecord(at, WriteResult.valueOf(mark), given(key), item, id);
        }

        private static void text(@Nullable String text, DataOutput to) throws IOException {
            to.writeBoolean(text != null);
            if (text != null) {
                to.writeUTF(text);
            }
        }

        private static @Nullable String text(DataInput from) throws IOException {
            return from.readBoolean() ? from.readUTF() : null;
        }

        private static String given(@Nullable String text) throws IOException {
            if (text == null) {
                throw new IOException("a ledger entry lacks a required value");
            }
            return text;
        }
    }
}
