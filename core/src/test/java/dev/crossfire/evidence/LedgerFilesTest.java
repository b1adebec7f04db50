package dev.crossfire.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.evidence.LedgerSource.LedgerIntegrity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFilesTest {
    private static final int MANY = 60_000;

    @TempDir
    private Path folder;

    private void write(String file, LedgerEntry... entries) throws IOException {
        try (JsonLineWriter lines = new JsonLineWriter(folder.resolve(file))) {
            for (LedgerEntry entry : entries) {
                lines.write(entry);
            }
        }
    }

    @Test
    void returnsByWriteTheAnswersBeforeTheSystemsRecords() throws IOException {
        ClientRecord sent = new ClientRecord(5, WriteResult.SENT, "b", "42/1", null);
        ClientRecord accepted = new ClientRecord(9, WriteResult.ACKNOWLEDGED, "b", "42/1", "7");
        ClientRecord other = new ClientRecord(4, WriteResult.UNKNOWN, "a", null, null);
        SystemRow row = new SystemRow("7", "b", "42/1");
        SystemRow nameless = new SystemRow("8", null, "42/1");
        write(LedgerFiles.CLIENT_FILE, accepted, sent, other);
        write(LedgerFiles.SYSTEM_FILE, row, nameless);
        List<LedgerEntry> byWrite = new ArrayList<>();
        LedgerIntegrity whole = new LedgerFiles(folder, 2).sorted(LedgerEntry.byWrite(true), byWrite::add);
        assertThat(byWrite).containsExactly(nameless, other, sent, accepted, row);
        assertThat(whole).isEqualTo(new LedgerIntegrity(3, 2, null));
        List<LedgerEntry> byItem = new ArrayList<>();
        new LedgerFiles(folder, 2).sorted(LedgerEntry.byItem(true), byItem::add);
        assertThat(byItem).containsExactly(other, nameless, sent, accepted, row);
    }

    @Test
    void reportsWhereAFileBecomesInvalid() throws IOException {
        SystemRow row = new SystemRow("7", "ключ", "42/1");
        write(LedgerFiles.SYSTEM_FILE, row);
        long whole = Files.size(folder.resolve(LedgerFiles.SYSTEM_FILE));
        Files.writeString(folder.resolve(LedgerFiles.SYSTEM_FILE), "{\"id\":\"8\",\"ke", StandardOpenOption.APPEND);
        LedgerIntegrity integrity = new LedgerFiles(folder).sorted(LedgerEntry.byWrite(true), entry -> {});
        assertThat(integrity.systemRows()).isEqualTo(1);
        assertThat(integrity.torn()).isEqualTo("ledger.system.jsonl is cut off at byte " + whole);
    }

    @Test
    void aRunWithoutALedgerHasNoEntries() throws IOException {
        assertThat(new LedgerFiles(folder).sorted(LedgerEntry.byItem(false), entry -> {}))
                .isEqualTo(new LedgerIntegrity(0, 0, null));
    }

    /** What is alive half-way through the merge is what the runs' buffers take, however many entries there are. */
    @Test
    void memoryDoesNotGrowWithTheEntries() throws IOException {
        try (JsonLineWriter lines = new JsonLineWriter(folder.resolve(LedgerFiles.SYSTEM_FILE))) {
            for (int i = 0; i < MANY; i++) {
                lines.write(new SystemRow("" + i, "x".repeat(400) + i, null));
            }
        }
        long before = alive();
        long[] grown = {0};
        int[] seen = {0};
        new LedgerFiles(folder, 1_000).sorted(LedgerEntry.byWrite(true), entry -> {
            if (seen[0]++ == MANY / 2) {
                grown[0] = alive() - before;
            }
        });
        // 60,000 entries take some 27 MB; 60 runs with a buffer of 16 KB each take 1 MB.
        assertThat(seen[0]).isEqualTo(MANY);
        assertThat(grown[0]).isLessThan(8_000_000);
    }

    private static long alive() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
