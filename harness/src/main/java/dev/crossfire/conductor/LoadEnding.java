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
import org.jspecify.annotations.Nullable;

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
            throw new RunErrorException(why + ": the load never started; see generator.log");
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

    /** The load generator's reports about the simulation and its end, as the journal keeps them. */
    static final class GeneratorReports {
        private GeneratorReports() {}

        /** The journal's event; empty for what the journal keeps in another way, or not at all. */
        static Optional<JournalEvent> journaled(Instant at, GeneratorEvent event) {
            if (event instanceof GeneratorEvent.AssertionTexts declared) {
                return Optional.of(new JournalEvent.AssertionsDeclared(at, declared.texts()));
            }
            if (event instanceof GeneratorEvent.AssertionResults evaluated) {
                return Optional.of(new JournalEvent.AssertionsEvaluated(at, evaluated.results()));
            }
            if (event instanceof GeneratorEvent.LoadCutShort cut) {
                return Optional.of(new JournalEvent.LoadCut(at, cut.users(), cut.requests()));
            }
            if (event instanceof GeneratorEvent.UnbuiltRequests notBuilt) {
                return Optional.of(new JournalEvent.RequestsNotBuilt(at, notBuilt.count(), notBuilt.reasons()));
            }
            if (event instanceof GeneratorEvent.AfterHookEnded ended && ended.problem() != null) {
                return Optional.of(new JournalEvent.AfterHookFailed(at, ended.problem()));
            }
            return Optional.empty();
        }
    }

    /**
     * How long the load generator may be silent while its process is alive; pure.
     *
     * <p>On a saturated machine its lines come late. That is a finding about this machine, not a broken harness: what was
     * recorded is judged, but does not count where the generator's own shortage could be the cause.
     */
    static final class GeneratorDeadline {
        /** Many times the second at which it reports when all is normal. */
        private static final Duration ACCEPTABLE_SILENCE = Duration.ofSeconds(10);
        /** How much longer than planned the load may take before it is ordered to stop. */
        private static final Duration GRACE = Duration.ofSeconds(30);
        /** How long it may take from then on, to end and to write its queue. */
        static final Duration LAST_CHANCE = Duration.ofMinutes(2);

        private final Instant late;
        private Instant lastReport;
        private boolean stopped;

        /**
         * Begins to wait.
         *
         * @param planned the load's length with its warm-up
         */
        GeneratorDeadline(Instant now, Duration planned) {
            lastReport = now;
            late = now.plus(planned).plus(GRACE);
        }

        /** Records that a report came, and the journal's entry for the silence before it, if it was long. */
        Optional<JournalEvent> alive(Instant now) {
            Optional<JournalEvent> silence = silence(now);
            lastReport = now;
            return silence;
        }

        /** The silence until now, if it is too long to go unmentioned. */
        Optional<JournalEvent> silence(Instant now) {
            Duration silent = Duration.between(lastReport, now);
            return silent.compareTo(ACCEPTABLE_SILENCE) < 0
                    ? Optional.empty()
                    : Optional.of(new JournalEvent.GeneratorStarved(
                            now,
                            "CPU time",
                            "it did not report for " + silent.toSeconds() + " s, though its process was alive"));
        }

        /** Whether the load should have ended and must be stopped; true once. */
        boolean mustStop(Instant now) {
            boolean first = !stopped && now.isAfter(late);
            stopped |= first;
            return first;
        }

        /** Why nothing more is to be waited for; null as long as there is. */
        @Nullable
        String over(Instant now) {
            return now.isAfter(late.plus(LAST_CHANCE))
                    ? "the load generator did not end within "
                            + GRACE.plus(LAST_CHANCE).toSeconds() + " s after the load's planned end"
                    : null;
        }
    }
}
