package dev.crossfire.conductor;

import dev.crossfire.conductor.LoadEnding.GeneratorDeadline;
import dev.crossfire.conductor.LoadEnding.GeneratorReports;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.guardian.Heartbeat;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.simulations.GeneratorEvent;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Begins the load and follows the generator's reports to the load's end. */
final class LoadSupervisor {
    /** Many times what a turn of the loop takes, a slow disk or terminal included. */
    static final Duration A_TURN = Duration.ofSeconds(5);

    /** How long the loop waits at a time before it sends a heartbeat. */
    static final Duration BETWEEN_TICKS = Duration.ofMillis(100);

    private final Load planned;
    private final Journal journal;
    private final TimeSource time;
    private final ProgressListener progress;
    private final Heartbeat heartbeat;
    private final SteadyStateGate gate;
    private final AbortRuleCheck abortRules;
    private final LoadSession load;
    private final GeneratorShortages shortages = new GeneratorShortages();
    private @Nullable Instant zero;

    LoadSupervisor(RunContext context, SteadyStateGate gate, LoadSession load) {
        Scenario scenario = context.plan().scenario();
        this.planned = scenario.load();
        this.journal = context.journal();
        this.time = context.time();
        this.progress = context.progress();
        this.heartbeat = context.heartbeat();
        this.gate = gate;
        this.abortRules = new AbortRuleCheck(scenario.abortWhen(), scenario.healthy());
        this.load = load;
    }

    /**
     * Lets traffic begin when the generator is ready, and returns when it has ended.
     *
     * @param onZero called at t = 0, when warm-up is over
     * @throws AbortConditionMetException when the scenario's own rule ends it early
     * @throws RunErrorException when the generator fails or never begins
     */
    void supervise(Consumer<Instant> onZero)
            throws InterruptedException, IOException, RunErrorException, AbortConditionMetException {
        ready(load.awaitReady());
        load.begin();
        progress.phase("warming up");
        GeneratorDeadline deadline =
                new GeneratorDeadline(time.now(), planned.warmUp().plus(planned.duration()));
        while (true) {
            Optional<GeneratorEvent> event = next(deadline);
            if (event.isEmpty()) {
                ending().giveUp(deadline, zero != null);
                return;
            }
            if (event.get() instanceof GeneratorEvent.Finished finished) {
                finish(finished);
                return;
            }
            follow(event.get(), onZero);
        }
    }

    private void ready(List<Population> populations) throws IOException {
        journal.append(new JournalEvent.LoadReady(time.now(), populations));
        Map<String, ArrivalModel> models = populations.stream()
                .collect(Collectors.toUnmodifiableMap(Population::cohort, Population::model, (one, other) -> one));
        gate.arrivals(models);
        abortRules.arrivals(models);
    }

    /** The generator's next report; empty when no more is to be waited for. */
    private Optional<GeneratorEvent> next(GeneratorDeadline deadline)
            throws InterruptedException, IOException, RunErrorException {
        while (deadline.over(time.now()) == null) {
            heartbeat.beat(A_TURN);
            if (deadline.mustStop(time.now())) {
                progress.event("the load should have ended: stopping the load generator");
                load.stop();
            }
            Optional<GeneratorEvent> event = load.next(BETWEEN_TICKS);
            if (event.isPresent()) {
                append(deadline.alive(time.now()).stream().toList());
                return event;
            }
        }
        return Optional.empty();
    }

    private void follow(GeneratorEvent event, Consumer<Instant> onZero) throws IOException, AbortConditionMetException {
        Optional<JournalEvent> report = GeneratorReports.journaled(time.now(), event);
        if (report.isPresent()) {
            journal.append(report.get());
        } else if (event instanceof GeneratorEvent.Started started) {
            Instant began = Instant.EPOCH.plus(started.t0(), ChronoUnit.MICROS);
            zero = began;
            journal.append(new JournalEvent.LoadStarted(time.now(), began));
            onZero.accept(began);
        } else if (event instanceof GeneratorEvent.SecondEnded second) {
            second(new Frame(second.second(), second.cohorts()));
        } else if (event instanceof GeneratorEvent.ResourcesUsed used
                && zero != null
                && !time.now().isBefore(zero)) {
            append(shortages.add(time.now(), used.usage()));
        }
    }

    private void second(Frame frame) throws AbortConditionMetException {
        gate.add(frame);
        Duration left = zero == null ? planned.duration() : Duration.between(time.now(), zero.plus(planned.duration()));
        progress.second(frame, left.isNegative() ? Duration.ZERO : left);
        Optional<String> met = abortRules.add(frame);
        if (met.isPresent()) {
            throw new AbortConditionMetException(met.get());
        }
    }

    private void finish(GeneratorEvent.Finished finished) throws InterruptedException, IOException, RunErrorException {
        append(shortages.end(time.now()));
        if (zero != null && time.now().isBefore(zero.plus(planned.duration()))) {
            gate.loadEnded(Duration.between(zero, time.now()));
        }
        String problem = finished.lost() == 0 ? null : finished.lost() + " requests were not recorded";
        journal.append(new JournalEvent.LoadEnded(time.now(), finished.requests(), problem));
        GeneratorEvent.@Nullable LedgerCounts ledger = finished.ledger();
        if (ledger != null) {
            journal.append(new JournalEvent.LedgerKept(time.now(), ledger.entries(), ledger.dropped()));
        }
        if (finished.afterHook()) {
            ending().awaitAfterHook(load);
        }
    }

    private void append(List<JournalEvent> events) throws IOException {
        for (JournalEvent event : events) {
            journal.append(event);
        }
    }

    private LoadEnding ending() {
        return new LoadEnding(journal, time, progress, () -> heartbeat.beat(A_TURN));
    }

    /** A rule of the scenario ends the run early. */
    static final class AbortConditionMetException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String why;

        AbortConditionMetException(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }
}
