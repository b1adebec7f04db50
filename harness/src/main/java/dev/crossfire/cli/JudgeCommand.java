package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.ControlInput;
import dev.crossfire.input.RunFolders;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.run.RunJudging;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a run's evidence again. */
@Command(
        name = "judge",
        description = "Judge a run's evidence again and write verdict.json and the reports.",
        footer = {
            "",
            "The same evidence gives the same bytes. A control run that was named once is kept in the folder.",
            "The earlier verdict and its reports are removed first: if judging fails, there is none.",
            "",
            "Example:",
            "  crossfire judge runs/2026-11-20T0931-x"
        })
final class JudgeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or that of repeated drills.")
    private Path folder;

    @Mixin
    private ResultOptions results;

    @Mixin
    private FailOnOptions failOn;

    @Option(
            names = "--control",
            paramLabel = "RUN",
            description =
                    "A run with --no-faults under the same load, to compare 'unaffected' cohorts with from now on.")
    private @Nullable Path control;

    private final Terminal terminal;
    private final Kinds kinds;

    JudgeCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, IOException {
        results.check(kinds);
        failOn.check();
        ControlInput.check(control, null, kinds);
        Verdict verdict = RepeatDirectory.is(folder) ? drills() : run();
        return failOn.exitCode(verdict.outcome(), terminal);
    }

    private Verdict run() throws BadInputException, IOException {
        RunJudging judging = new RunJudging(kinds);
        if (RunFolders.isRun(folder)) {
            // Even without its plan: what cannot be judged again does not keep its verdict.
            judging.withdraw(new RunDirectory(folder.toAbsolutePath().normalize(), kinds));
        }
        RunDirectory run = RunFolders.open(folder, kinds);
        judging.withdraw(run);
        ControlInput.keep(control, run.plan(), run, kinds);
        Verdict verdict = judging.judge(run);
        results.finish(run, verdict, terminal, kinds);
        return verdict;
    }

    private Verdict drills() throws BadInputException, IOException {
        RepeatDirectory all = new RepeatDirectory(folder.toAbsolutePath().normalize(), kinds);
        RunJudging judging = new RunJudging(kinds);
        judging.withdraw(all);
        for (RunDirectory drill : all.drills()) {
            if (Files.exists(drill.planFile())) {
                ControlInput.keep(control, drill.plan(), drill, kinds);
            }
        }
        Verdict verdict = judging.judge(all);
        results.finish(all, verdict, terminal, kinds);
        return verdict;
    }
}
