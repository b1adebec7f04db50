package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTableTest {
    private static final String AWKWARD = "said \"no\", twice,\r\nand =left; é";

    @TempDir
    Path directory;

    private RunDirectory run;

    @BeforeEach
    void record() throws IOException {
        run = new RunDirectory(directory, Kinds.load());
        try (RequestWriter writer = new RequestWriter(run.requestsFile(), run.stringsFile())) {
            int buyers = writer.idOf("buyers");
            int name = writer.idOf("reserve, then pay");
            int known = RequestRecord.FLAG_INTENDED_KNOWN;
            writer.write(new RequestRecord(
                    1_795_000_000_250_007L, 1_004, 20_500, buyers, name, 200, RequestRecord.FLAG_OK | known, 0));
            writer.write(new RequestRecord(
                    1_795_000_000_000_000L, -3, 5, buyers, name, 0, RequestRecord.FLAG_WARM_UP, writer.idOf(AWKWARD)));
        }
        try (Journal journal = new Journal(run.journalFile())) {
            journal.append(new JournalEvent.LoadStarted(
                    Instant.parse("2026-11-18T11:06:40.300Z"), Instant.parse("2026-11-18T11:06:40Z")));
        }
    }

    @Test
    void everyRequestIsARowWhateverItsTextsContain() throws IOException {
        StringWriter text = new StringWriter();
        assertThat(RequestTable.write(run, text)).isEqualTo(new RequestSource.RequestIntegrity(2, -1));
        assertThat(text.toString())
                .startsWith("cohort,name,intended_start,seconds,lag_ms,response_ms,latency_ms,status,ok,error,"
                        + "intended_known,warm_up,cut_short\r\n"
                        + "buyers,\"reserve, then pay\",2026-11-18T11:06:40.250007Z,0.250007,1.004,20.500,21.504,200,"
                        + "true,,true,false,false\r\n");
        try (CsvReader<NamedCsvRecord> read = CsvReader.builder().ofNamedCsvRecord(text.toString())) {
            List<NamedCsvRecord> rows = read.stream().toList();
            assertThat(rows).hasSize(2);
            assertThat(rows.get(1).getField("error")).isEqualTo(AWKWARD);
            assertThat(rows.get(1).getField("status")).isEmpty();
            assertThat(rows.get(1).getField("lag_ms")).isEqualTo("-0.003");
            assertThat(rows.get(1).getField("warm_up")).isEqualTo("true");
        }
    }

    @Test
    void rowsBeforeTheDamageAreWrittenAndTheDamageIsReported() throws IOException {
        Files.write(run.requestsFile(), new byte[5], StandardOpenOption.APPEND);
        StringWriter text = new StringWriter();
        assertThat(RequestTable.write(run, text).damage())
                .hasValueSatisfying(what -> assertThat(what).contains("at byte 112"));
        assertThat(text.toString().split("\r\n(?=buyers)")).hasSize(3);
    }
}
