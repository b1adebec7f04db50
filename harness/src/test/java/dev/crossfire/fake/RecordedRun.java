package dev.crossfire.fake;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.JsonLineWriter;
import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.evidence.Manifest;
import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationLog;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The folder of a run of good requests only, a hundred a second. */
public final class RecordedRun {
    /** Requests in a second. */
    public static final int A_SECOND = 100;

    private static final Instant ZERO = Instant.parse("2026-11-20T09:00:00Z");
    private static final int SOME = 20;

    private RecordedRun() {}

    /** Writes one into a new folder. */
    public static RunDirectory write(Path folder, Plan plan, Kinds kinds) throws IOException {
        RunDirectory made = new RunDirectory(Files.createDirectory(folder), kinds);
        required(made, plan);
        Manifest.write(made, plan.run());
        return made;
    }

    /** Writes one that has every file that evidence can be in. */
    public static RunDirectory writeEveryFile(Path folder, Plan plan, Kinds kinds) throws IOException {
        RunDirectory made = new RunDirectory(Files.createDirectory(folder), kinds);
        required(made, plan);
        try (JsonLineWriter frames = new JsonLineWriter(made.framesFile());
                JsonLineWriter told = new JsonLineWriter(made.clientLedgerFile());
                JsonLineWriter held = new JsonLineWriter(made.systemLedgerFile());
                ObservationLog observations = new ObservationLog(made.observationsFile());
                Journal guardian = new Journal(made.guardianFile());
                Journal recovery = new Journal(made.recoveryFile(1))) {
            for (int i = 0; i < SOME; i++) {
                frames.write(new Frame(i, Map.of()));
                told.write(new LedgerEntry.ClientRecord(i, WriteResult.ACKNOWLEDGED, "key-" + i, "42/" + i, "" + i));
                held.write(new LedgerEntry.SystemRow("" + i, "key-" + i, "42/" + i));
                observations.append(new Observation.Serving(ZERO, "balancer", 3, 3));
            }
            guardian.append(new JournalEvent.GuardianReady(ZERO, 7));
            recovery.append(new JournalEvent.AllClear(ZERO));
        }
        made.write(new ControlRun(
                ControlRun.SCHEMA, "control", Map.of("buyers", new ControlRun.Series(List.of(10), List.of(0)))));
        Manifest.write(made, plan.run());
        return made;
    }

    private static void required(RunDirectory made, Plan plan) throws IOException {
        made.write(plan);
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
            journal.append(new JournalEvent.RunEnded(ZERO.plus(FakeTraffic.LENGTH)));
        }
    }
}
