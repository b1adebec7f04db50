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
import java.util.ArrayList;
import java.util.List;

/** Judges the evidence on disk, of one run or of repeated drills, and writes verdict and reports. */
public final class RunJudging {
    private final Kinds kinds;

    public RunJudging(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Judges a run, writes its verdict and every report. */
    public Verdict judge(RunDirectory run) throws IOException {
        Verdict verdict = new Judge(kinds.objectives()).judge(run.evidence());
        run.write(verdict);
        new ReportWriter().write(run);
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
        List<DrillResult> results = new ArrayList<>();
        for (RunDirectory drill : all.drills()) {
            results.add(result(drill, again));
        }
        Verdict verdict = RepeatJudge.judge(all.repeat(), results);
        all.write(verdict);
        new ReportWriter().write(all);
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
