package dev.crossfire.run;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run from its plan to its reports, in a folder of its own. */
public final class SingleRun {
    private final RunServices services;
    private final ScenarioInput input;
    private final RunDirectory run;
    private final ProgressLine progress;

    public SingleRun(RunServices services, ScenarioInput input, RunDirectory run, ProgressLine progress) {
        this.services = services;
        this.input = input;
        this.run = run;
        this.progress = progress;
    }

    /**
     * The result of a run.
     *
     * @param outcome the verdict's, or worse when the evidence could not be kept
     */
    public record Ended(Verdict verdict, RunOutcome outcome) {}

    /**
     * Conducts, judges and reports it.
     *
     * @throws BadInputException when nothing was conducted, because the request cannot be carried out there
     */
    public Ended run() throws BadInputException, RunErrorException, IOException, InterruptedException {
        try {
            services.signal().whenStuck(this::codeWhenStuck);
            RunOutcome harness = conductAndKeep();
            progress.phase("judging");
            Verdict verdict = new RunJudging(services.kinds()).judge(run);
            return new Ended(verdict, harness.or(verdict.outcome()));
        } finally {
            progress.close();
        }
    }

    /** Whatever ends a run that has begun, what was seen is judged and kept. */
    private RunOutcome conductAndKeep() throws BadInputException, RunErrorException, IOException, InterruptedException {
        try {
            new RunSession(services, input, run, progress).conduct();
            return RunOutcome.PASS;
        } catch (IOException unwritable) {
            if (!Files.exists(run.planFile())) {
                throw unwritable;
            }
            progress.event("the evidence could not be written: " + unwritable.getMessage());
            return RunOutcome.ERROR;
        }
    }

    private int codeWhenStuck() {
        try {
            boolean intended = run.journal().stream().anyMatch(JournalEvent.FaultIntended.class::isInstance);
            return (intended ? RunOutcome.DIRTY : RunOutcome.ERROR).exitCode();
        } catch (IOException unreadable) {
            return RunOutcome.DIRTY.exitCode();
        }
    }

    /**
     * What every run of this process uses.
     *
     * @param guardianProgram the main class of the guardian
     * @param userClassPath where a user's own simulations lie; may be empty
     * @param control a run without faults with which each is compared; null for none
     * @param warnings what weakens all that they show, a sentence each
     */
    public record RunServices(
            StopSignal signal,
            Kinds kinds,
            SystemTime clock,
            String guardianProgram,
            String userClassPath,
            @Nullable Path control,
            List<String> warnings) {
        public RunServices {
            warnings = List.copyOf(warnings);
        }
    }
}
