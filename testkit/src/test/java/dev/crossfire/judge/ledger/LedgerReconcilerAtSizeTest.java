package dev.crossfire.judge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.JsonLineWriter;
import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.evidence.LedgerFiles;
import dev.crossfire.evidence.LedgerSource.LedgerIntegrity;
import dev.crossfire.judge.InLittleMemory;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly;
import dev.crossfire.testkit.PlantedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand orders on disk, in random order, with one of each anomaly planted among them. */
@Tag("live")
@Tag("long")
class LedgerReconcilerAtSizeTest {
    private static final int ORDERS = 100_000;

    private static final int MEGABYTES = 48;
    /** Coprime to the number of orders: i times it, modulo that number, meets every order once. */
    private static final int MIXER = 7_919;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        try (JsonLineWriter clientRecords = new JsonLineWriter(folder.resolve(LedgerFiles.CLIENT_FILE))) {
            for (int i = 0; i < ORDERS; i++) {
                clientRecords.write(new ClientRecord(i, WriteResult.SENT, key(i), "42/" + i, null));
                clientRecords.write(new ClientRecord(i + 1, WriteResult.ACKNOWLEDGED, key(i), "42/" + i, "" + i));
            }
        }
        rows(folder, -1);
    }

    /** Writes the system's records of every order but one, and then more. */
    private static void rows(Path folder, int lost, SystemRow... more) throws IOException {
        try (JsonLineWriter held = new JsonLineWriter(folder.resolve(LedgerFiles.SYSTEM_FILE))) {
            for (int i = 0; i < ORDERS; i++) {
                int order = (int) ((long) i * MIXER % ORDERS);
                if (order != lost) {
                    held.write(new SystemRow("" + order, key(order), "42/" + order));
                }
            }
            for (SystemRow row : more) {
                held.write(row);
            }
        }
    }

    private static String key(int order) {
        return "5a3f2b1c-0000-4000-8000-00000000cafe-" + order;
    }

    private static LedgerFigures figures(Path folder) throws IOException {
        Timeline timeline = Timeline.of(new PlantedRun().evidence()).orElseThrow();
        LedgerFiles files = new LedgerFiles(folder);
        WriteCount writes = new WriteCount(timeline, true);
        LedgerIntegrity whole = files.sorted(LedgerEntry.byWrite(true), writes::add);
        ItemCount items = new ItemCount(1, true);
        files.sorted(LedgerEntry.byItem(true), items::add);
        assertThat(whole.torn()).isNull();
        assertThat(whole.clientRecords()).isEqualTo(2L * ORDERS);
        return writes.figures(items, null);
    }

    @Test
    void aCleanRunRaisesNothing() throws IOException {
        LedgerFigures figures = figures(folder);
        assertThat(figures.acknowledged()).isEqualTo(ORDERS);
        assertThat(figures.lost()).isZero();
        assertThat(figures.duplicate()).isZero();
        assertThat(figures.oversold()).isZero();
        assertThat(figures.examples()).isEmpty();
    }

    /** All answers and all records would take more than the available memory. */
    @Test
    void theyAreComparedInLittleMemory() throws Exception {
        LedgerFigures figures =
                Json.read(InLittleMemory.run(Comparing.class, MEGABYTES, folder.toString()), LedgerFigures.class);
        assertThat(figures.acknowledged()).isEqualTo(ORDERS);
        assertThat(figures.lost()).isZero();
    }

    /** Compares what is in a folder and prints the figures. */
    static final class Comparing {
        private Comparing() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(Json.line(figures(Path.of(arguments[0]))));
        }
    }

    @Test
    void oneLostOneDoubledAndOneOversoldOrderAreFound(@TempDir Path harmed) throws IOException {
        Files.copy(folder.resolve(LedgerFiles.CLIENT_FILE), harmed.resolve(LedgerFiles.CLIENT_FILE));
        rows(
                harmed,
                31_415,
                new SystemRow("200001", key(27_182), "42/27182"),
                new SystemRow("200002", "somebody-else", "42/16180"));
        LedgerFigures figures = figures(harmed);
        assertThat(figures.lost()).isEqualTo(1);
        assertThat(figures.duplicate()).isEqualTo(1);
        assertThat(figures.oversold()).isEqualTo(1);
        assertThat(figures.examples())
                .containsExactlyInAnyOrder(
                        WriteAnomaly.lost(key(31_415)),
                        WriteAnomaly.duplicate(key(27_182), 2),
                        WriteAnomaly.oversold("42/16180", 2, 1));
    }
}
