package dev.crossfire.run;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.judge.repeat.DrillTally;
import dev.crossfire.model.Repeat;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Drills that repeat one scenario, one after the other, in one folder.
 *
 * <p>Each drill opens its environment again: a lab of its own where there is no other, and otherwise the same
 * environment, in which nothing of the drill before may be left and which must be steady before the first fault.
 */
public final class RepeatedRun {
    /** Carries out one drill in its folder. */
    public interface Drilling {
        RunOutcome in(RunDirectory run) throws BadInputException, RunErrorException, IOException, InterruptedException;
    }

    private final Drilling drilling;
    private final StopSignal signal;
    private final RepeatDirectory all;
    private final Repeat request;
    private final ProgressLine progress;

    public RepeatedRun(
            Drilling drilling, StopSignal signal, RepeatDirectory all, Repeat request, ProgressLine progress) {
        this.drilling = drilling;
        this.signal = signal;
        this.all = all;
        this.request = request;
        this.progress = progress;
    }

    /**
     * Drills until every drill has taken place, none could change the outcome any more, one broke, or a user stops it.
     *
     * @return the drills' results
     * @throws BadInputException when the first is refused before anything took place
     */
    public RunOutcome run() throws BadInputException, RunErrorException, IOException {
        all.write(request);
        List<RunOutcome> outcomes = new ArrayList<>();
        DrillTally tally;
        do {
            outcomes.add(drill(outcomes.size() + 1));
            tally = DrillTally.of(request, outcomes);
        } while (outcomes.size() < request.drills() && tally.stop() == null && signal.goOn());
        signal.finish();
        return tally.outcome();
    }

    private RunOutcome drill(int number) throws BadInputException, RunErrorException, IOException {
        String name = "drill " + number + " of " + request.drills();
        RunDirectory run = all.drill(number);
        Files.createDirectory(run.path());
        progress.label(name);
        try {
            RunOutcome outcome = drilling.in(run);
            progress.event(name + ": " + outcome);
            return outcome;
        } catch (BadInputException refused) {
            if (number == 1) {
                RunFolder.discard(run.path(), true);
                throw refused;
            }
            return broken(name, refused);
        } catch (RunErrorException | IOException | InterruptedException broken) {
            return broken(name, broken);
        }
    }

    /** The drills before it are worth their verdict all the same. */
    private RunOutcome broken(String name, Exception broken) {
        String why = broken instanceof InterruptedException ? "stopped" : String.valueOf(broken.getMessage());
        progress.event(name + ": " + RunOutcome.ERROR + ": " + why);
        return RunOutcome.ERROR;
    }
}
