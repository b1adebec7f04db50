package dev.crossfire.run;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.run.SingleRun.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Different runs one after the other, each in a folder of its own within one.
 *
 * <p>Each opens its environment again: a lab of its own where there is no other. A run that leaves a fault is the last.
 */
public final class RunSequence {
    /** Carries out one run. */
    @FunctionalInterface
    public interface StepRun {
        /**
         * Carries out a run.
         *
         * @param number of the step, from 0
         * @param folder exists, and is empty
         */
        Ended in(int number, Path folder)
                throws BadInputException, RunErrorException, IOException, InterruptedException;
    }

    /** Takes what is known after each run: a sequence that is killed is worth that all the same. */
    @FunctionalInterface
    public interface StepSink {
        /**
         * A run is over.
         *
         * @param number of the step, from 0
         * @param ended null when it could not be carried out
         * @param why it could not be; empty when it could
         * @return how it went, for progress
         */
        String over(int number, @Nullable Ended ended, String why) throws IOException;
    }

    /**
     * One of the runs.
     *
     * @param name what progress calls it
     * @param folder the name of its folder
     */
    public record RunStep(String name, String folder) {}

    private final Path folder;
    private final StopSignal signal;
    private final ProgressLine progress;
    private RunOutcome harness = RunOutcome.PASS;

    /** @param folder that of all runs */
    public RunSequence(Path folder, StopSignal signal, ProgressLine progress) {
        this.folder = folder;
        this.signal = signal;
        this.progress = progress;
    }

    /**
     * Carries out every step, until all are done, a fault is left, or a user stops it.
     *
     * @return {@code DIRTY} when a run has left a fault, {@code ERROR} when none could be carried out, else {@code PASS}
     */
    public RunOutcome of(List<RunStep> steps, StepRun runs, StepSink sink) throws IOException {
        int done = 0;
        int broken = 0;
        while (done < steps.size() && harness != RunOutcome.DIRTY && (done == 0 || signal.goOn())) {
            RunStep step = steps.get(done);
            if (!carryOut(done, step.name() + " (" + (done + 1) + " of " + steps.size() + ")", step, runs, sink)) {
                broken++;
            }
            done++;
        }
        signal.finish();
        return done > 0 && broken == done ? harness.or(RunOutcome.ERROR) : harness;
    }

    private boolean carryOut(int number, String name, RunStep step, StepRun runs, StepSink sink) throws IOException {
        Path run = Files.createDirectory(folder.resolve(step.folder()));
        progress.label(name);
        try {
            Ended ended = runs.in(number, run);
            if (ended.outcome() == RunOutcome.DIRTY) {
                harness = RunOutcome.DIRTY;
            }
            progress.event(name + ": " + sink.over(number, ended, ""));
            return true;
        } catch (BadInputException | RunErrorException | IOException failed) {
            broken(number, name, String.valueOf(failed.getMessage()), sink);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            broken(number, name, "stopped", sink);
        }
        return false;
    }

    /** Those before it are worth their outcomes all the same. */
    private void broken(int number, String name, String why, StepSink sink) throws IOException {
        sink.over(number, null, why);
        progress.event(name + ": " + RunOutcome.ERROR + ": " + why);
    }
}
