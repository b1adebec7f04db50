package dev.crossfire.testkit;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.Manifest;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.judge.repeat.DrillResult;
import dev.crossfire.judge.repeat.RepeatJudge;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Repeat;
import dev.crossfire.testkit.SampleJournal.SampleObservations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finished runs with verdict and evidence, to feed to report formats: a ticket sale opens, its database loses its writer
 * for 3.4 s, and each sample has one thing that is special.
 */
public enum SampleRun {
    /** Every objective is kept. */
    PASS,
    /** Recovery takes 14 s, and too many requests fail. */
    FAIL,
    /** The load generator was saturated. */
    INCONCLUSIVE,
    /** The steady state did not hold, so the fault was not injected. */
    SKIPPED,
    /** No request at all. */
    EMPTY,
    /** Every text from outside is an attack, as {@link HostileText}. */
    HOSTILE,
    /** The harness died: the journal has no end and the last record is torn. */
    CRASHED,
    /** A run of an hour with three faults. */
    HOUR,
    /** More than a million requests in two minutes. */
    MILLION;

    /** t = 0 of every sample. */
    public static final Instant ZERO = Instant.parse("2026-11-20T09:31:12Z");

    /**
     * Writes the run as a real one leaves it: plan, journal, requests, observations, manifest and verdict.
     *
     * @param directory does not exist yet
     * @throws IOException when it cannot be written
     */
    public RunDirectory write(Path directory) throws IOException {
        Files.createDirectories(directory);
        RunDirectory run = new RunDirectory(directory, SamplePlan.TYPES);
        Plan plan = SamplePlan.of(this);
        run.write(plan);
        SampleTraffic.write(this, plan, run);
        if (this != EMPTY && this != CRASHED) {
            SampleObservations.write(this, plan.scenario().load().duration().toSeconds(), run);
        }
        try (Journal journal = new Journal(run.journalFile())) {
            for (JournalEvent event : SampleJournal.of(this)) {
                journal.append(event);
            }
        }
        if (this != CRASHED) {
            Manifest.write(run, plan.run());
        }
        Files.writeString(run.verdictFile(), Json.pretty(SampleVerdict.of(this)));
        return run;
    }

    /**
     * Writes runs that repeat one scenario, and the verdict on all of them.
     *
     * @param directory the runs' folders {@code drill-1} and so on are made in it
     * @param mayFail how many of them may fail
     * @throws IOException when it cannot be written
     */
    public static RepeatDirectory writeRepeat(Path directory, int planned, int mayFail, SampleRun... samples)
            throws IOException {
        RepeatDirectory all = new RepeatDirectory(directory, SamplePlan.TYPES);
        List<DrillResult> results = new ArrayList<>();
        String scenario = "";
        for (SampleRun sample : samples) {
            RunDirectory run = sample.write(directory.resolve("drill-" + (results.size() + 1)));
            scenario = run.verdict().scenario();
            results.add(new DrillResult("drill-" + (results.size() + 1), run.verdict(), null));
        }
        Repeat repeat = new Repeat(
                Repeat.SCHEMA,
                "all",
                scenario,
                "lab",
                1,
                planned,
                mayFail,
                true,
                SamplePlan.repeatInvocation(scenario, planned));
        all.write(repeat);
        all.write(RepeatJudge.judge(repeat, results));
        return all;
    }

    boolean fires() {
        return this != SKIPPED && this != EMPTY;
    }

    /** A text, or something worse in its place. */
    String text(String peaceful) {
        return this == HOSTILE ? HostileText.around(peaceful) : peaceful;
    }

    static Instant at(double seconds) {
        return ZERO.plusNanos((long) (seconds * 1e9));
    }
}
