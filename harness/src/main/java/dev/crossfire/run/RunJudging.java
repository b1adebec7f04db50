package dev.crossfire.run;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.judge.Judge;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.Kinds;
import java.io.IOException;

/** From evidence on disk to a verdict and its reports on disk. */
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
}
