package dev.crossfire.reports.drill;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A drill whose truth is planted: sales open, the database loses its writer for 3.4 s, and one thing is special. */
public enum Drill {
    PASS,
    FAIL,
    INCONCLUSIVE,
    /** The steady state did not hold, so the fault was not fired. */
    SKIPPED,
    /** No request at all. */
    EMPTY,
    /** Every foreign text is an attack. */
    HOSTILE,
    /** The harness died: the journal has no end and the last record is torn. */
    CRASHED,
    /** A drill of an hour with three faults. */
    HOUR,
    /** More than a million requests in two minutes. */
    MILLION;

    /** t = 0 of every drill. */
    public static final Instant ZERO = Instant.parse("2026-11-20T09:31:12Z");

    /** Writes the run into a directory that does not exist yet. */
    public RunDirectory write(Path directory) throws IOException {
        Files.createDirectories(directory);
        RunDirectory run = new RunDirectory(directory, DrillPlan.TYPES);
        Plan plan = DrillPlan.of(this);
        Files.writeString(run.planFile(), Json.pretty(plan));
        DrillTraffic.write(this, plan, run);
        if (this != EMPTY && this != CRASHED) {
            DrillProbes.write(this, plan.scenario().load().duration().toSeconds(), run);
        }
        try (Journal journal = new Journal(run.journalFile())) {
            for (JournalEvent event : DrillJournal.of(this)) {
                journal.append(event);
            }
        }
        Files.writeString(run.verdictFile(), Json.pretty(DrillVerdict.of(this)));
        return run;
    }

    boolean fires() {
        return this != SKIPPED && this != EMPTY;
    }

    /** A text, or something worse in its place. */
    String text(String peaceful) {
        return this == HOSTILE ? Hostile.around(peaceful) : peaceful;
    }

    static Instant at(double seconds) {
        return ZERO.plusNanos((long) (seconds * 1e9));
    }
}
