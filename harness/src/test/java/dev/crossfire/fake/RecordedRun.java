package dev.crossfire.fake;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The folder of a run of good requests only, a hundred a second. */
public final class RecordedRun {
    /** Requests in a second. */
    public static final int A_SECOND = 100;

    private static final Instant ZERO = Instant.parse("2026-11-20T09:00:00Z");

    private RecordedRun() {}

    /** Writes one into a new folder. */
    public static RunDirectory write(Path folder, Plan plan, Kinds kinds) throws IOException {
        RunDirectory made = new RunDirectory(Files.createDirectory(folder), kinds);
        Files.writeString(made.planFile(), Json.pretty(plan));
        int count = A_SECOND * (int) FakeTraffic.LENGTH.toSeconds();
        try (RequestWriter writer = new RequestWriter(made.requestsFile(), made.stringsFile())) {
            int cohort = writer.idOf("buyers");
            int request = writer.idOf("reserve");
            for (int i = 0; i < count; i++) {
                long start = ZERO.getEpochSecond() * 1_000_000 + i * (1_000_000L / A_SECOND);
                int flags = RequestRecord.FLAG_OK | RequestRecord.FLAG_INTENDED_KNOWN;
                writer.write(new RequestRecord(start, 0, 5000, cohort, request, 200, flags, 0));
            }
        }
        try (Journal journal = new Journal(made.journalFile())) {
            journal.append(new JournalEvent.LoadStarted(ZERO, ZERO));
            journal.append(new JournalEvent.LoadEnded(ZERO.plus(FakeTraffic.LENGTH), count, null));
        }
        return made;
    }
}
