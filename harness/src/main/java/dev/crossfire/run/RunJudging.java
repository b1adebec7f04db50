package dev.crossfire.run;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.judge.Judge;
import dev.crossfire.judge.repeat.DrillResult;
import dev.crossfire.judge.repeat.RepeatJudge;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Judges the evidence on disk, of one run or of repeated drills, and writes verdict and reports. */
public final class RunJudging {
    private final Kinds kinds;

    public RunJudging(Kinds kinds) {
        this.kinds = kinds;
    }

    /**
     * Removes the verdict and the reports of earlier judgings. Judging does that first: until it has succeeded, nothing in
     * the folder says pass, wherever it is killed and whatever is full or damaged.
     *
     * @throws IOException when one of them cannot be removed
     */
    public void withdraw(RunDirectory run) throws IOException {
        withdraw(run.path(), run.verdictFile());
    }

    /** The same for repeated drills; each drill keeps its own until it is judged again itself. */
    public void withdraw(RepeatDirectory all) throws IOException {
        withdraw(all.path(), all.verdictFile());
    }

    private void withdraw(Path folder, Path verdict) throws IOException {
        // Looked for before anything is removed: a kill between two removals must find next to no time.
        ReportWriter reports = new ReportWriter(kinds);
        try {
            // The verdict first: programs go by it. Removing works on a full disk, too; replacing would not.
            Files.deleteIfExists(verdict);
        } catch (IOException stuck) {
            throw new IOException(
                    verdict + " cannot be removed, so it still holds an earlier verdict: " + stuck.getMessage(), stuck);
        }
        reports.remove(folder, List.of());
    }

    /** Judges a run, writes its verdict and every report. */
    public Verdict judge(RunDirectory run) throws IOException {
        withdraw(run);
        Verdict verdict = new Judge(kinds.objectives()).judge(run.evidence());
        run.write(verdict);
        new ReportWriter(kinds).write(run);
        return verdict;
    }

    /** Judges every drill again, and all together. */
    public Verdict judge(RepeatDirectory all) throws IOException {
        return conclude(all, true);
    }

    /** Judges all together by the drills' own verdicts; a drill that has none is judged now. */
    public Verdict conclude(RepeatDirectory all) throws IOException {
        return conclude(all, false);
    }

    private Verdict conclude(RepeatDirectory all, boolean again) throws IOException {
        withdraw(all);
        List<DrillResult> results = new ArrayList<>();
        for (RunDirectory drill : all.drills()) {
            results.add(result(drill, again));
        }
        Verdict verdict = RepeatJudge.judge(all.repeat(), results);
        all.write(verdict);
        new ReportWriter(kinds).write(all);
        return verdict;
    }

    private static String logTail(RunDirectory drill) {
        try {
            return drill.journal().stream()
                    .filter(JournalEvent.Broken.class::isInstance)
                    .map(event -> ((JournalEvent.Broken) event).why())
                    .findFirst()
                    .orElse("it was stopped, or refused");
        } catch (IOException unreadable) {
            return "its journal cannot be read: " + unreadable.getMessage();
        }
    }

    private DrillResult result(RunDirectory drill, boolean again) {
        String name = drill.path().getFileName().toString();
        if (!Files.exists(drill.planFile())) {
            return new DrillResult(name, null, "it ended before it had a plan: " + logTail(drill));
        }
        try {
            boolean judged = !again && Files.exists(drill.verdictFile());
            return new DrillResult(name, judged ? drill.verdict() : judge(drill), null);
        } catch (IOException unreadable) {
            return new DrillResult(name, null, "its evidence cannot be read: " + unreadable.getMessage());
        }
    }
}
