package dev.crossfire.sweep;

import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.run.RunSequence;
import dev.crossfire.run.RunSequence.RunStep;
import dev.crossfire.run.RunSequence.StepRun;
import dev.crossfire.sweep.ComponentLoss.ComponentLosses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs one after the other, each of which takes out one component. */
public final class ComponentSweep {
    /** Keeps what is known so far: a sweep that is killed is worth its grades all the same. */
    @FunctionalInterface
    public interface SweepSink {
        void keep(Sweep sweep) throws IOException;
    }

    private final ComponentLosses losses;
    private final Duration away;
    private final RunSequence sequence;
    private RunOutcome harness = RunOutcome.PASS;

    /**
     * Prepares it.
     *
     * @param away for how long a component is taken out, if it is not replaced
     */
    public ComponentSweep(ComponentLosses losses, Duration away, RunSequence sequence) {
        this.losses = losses;
        this.away = away;
        this.sequence = sequence;
    }

    /** Whether a run has left a fault, or none could be carried out. */
    public RunOutcome harness() {
        return harness;
    }

    /** Takes out every component, until all are done, a fault is left, or a user stops it. */
    public Sweep of(String scenario, String environment, long seed, StepRun runs, SweepSink sink) throws IOException {
        List<SweptComponent> swept = new ArrayList<>();
        List<RunStep> steps = losses.taken().stream()
                .map(loss -> new RunStep(loss.role(), loss.id()))
                .toList();
        harness = sequence.of(steps, runs, (number, ended, why) -> {
            ComponentLoss loss = losses.taken().get(number);
            swept.add(
                    ended == null
                            ? SweptComponent.unknown(loss, why, loss.id())
                            : SweptComponent.of(loss, away, ended.verdict(), loss.id()));
            sink.keep(sweep(scenario, environment, seed, swept));
            return swept.get(number).grade().toString();
        });
        return sweep(scenario, environment, seed, swept);
    }

    private Sweep sweep(String scenario, String environment, long seed, List<SweptComponent> swept) {
        List<String> unfinished = losses
                .taken()
                .subList(swept.size(), losses.taken().size())
                .stream()
                .map(ComponentLoss::role)
                .toList();
        return new Sweep(Sweep.SCHEMA, scenario, environment, seed, swept, losses.kept(), unfinished);
    }
}
