package dev.crossfire.conductor;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.simulations.Generator;
import dev.crossfire.simulations.GeneratorEvent;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The end of a load that does not end by itself, or whose simulation has something left to do. */
final class LoadEnding {
    /** The generator bounds what the simulation does after its load; this much later it has ended or hangs itself. */
    private static final Duration AFTER_HOOK = Generator.LONGEST_AFTER.plusSeconds(15);

    private final Journal journal;
    private final TimeSource time;
    private final ProgressListener progress;
    private final Runnable tick;

    /** @param tick called as long as this goes on */
    LoadEnding(Journal journal, TimeSource time, ProgressListener progress, Runnable tick) {
        this.journal = journal;
        this.time = time;
        this.progress = progress;
        this.tick = tick;
    }

    /**
     * Waits for no more of the load; what was recorded until now is evidence all the same.
     *
     * @param begun whether traffic began
     */
    void giveUp(GeneratorDeadline patience, boolean begun) throws IOException, RunErrorException {
        String why = String.valueOf(patience.over(time.now()));
        if (!begun) {
            throw new RunErrorException(why + " and never began; see generator.log");
        }
        progress.event(why);
        Optional<JournalEvent> silence = patience.silence(time.now());
        if (silence.isPresent()) {
            journal.append(silence.get());
        }
        journal.append(new JournalEvent.LoadEnded(time.now(), 0, why));
    }

    /** All evidence is there: whatever the simulation does after its load is no more than a note. */
    void awaitAfterHook(LoadSession load) throws IOException, InterruptedException, RunErrorException {
        progress.phase("running the simulation's after()");
        Instant bound = time.now().plus(AFTER_HOOK);
        String why = "had not ended " + AFTER_HOOK.toSeconds() + " s after the load";
        try {
            while (!time.now().isAfter(bound)) {
                tick.run();
                Optional<GeneratorEvent> event = load.next(LoadSupervisor.BETWEEN_TICKS);
                if (event.isPresent() && event.get() instanceof GeneratorEvent.AfterHookEnded ended) {
                    Optional<JournalEvent> failed = GeneratorReports.journaled(time.now(), ended);
                    if (failed.isPresent()) {
                        journal.append(failed.get());
                    }
                    return;
                }
            }
        } catch (LoadSession.GeneratorGoneException gone) {
            why = "ended its process: " + gone.getMessage();
        }
        journal.append(new JournalEvent.AfterHookFailed(time.now(), why));
    }
}
