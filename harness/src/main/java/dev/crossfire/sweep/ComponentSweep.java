package dev.crossfire.sweep;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.run.SingleRun.Ended;
import dev.crossfire.sweep.ComponentLoss.ComponentLosses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one after the other, each of which takes out one component.
 *
 * <p>Each opens its environment again: a lab of its own where there is no other. A run that leaves a fault ends the sweep.
 */
public final class ComponentSweep {
    /** Carries out one run. */
    @FunctionalInterface
    public interface ComponentRun {
        /**
         * Carries out a run.
         *
         * @param number of the loss, from 0
         * @param folder exists, and is empty
         */
        Ended in(int number, Path folder)
                throws BadInputException, RunErrorException, IOException, InterruptedException;
    }

    /** Keeps what is known so far: a sweep that is killed is worth its grades all the same. */
    @FunctionalInterface
    public interface SweepSink {
        void keep(Sweep sweep) throws IOException;
    }

    private final ComponentLosses losses;
    private final Duration away;
    private final Path folder;
    private final StopSignal signal;
    private final ProgressLine progress;
    private RunOutcome harness = RunOutcome.PASS;
    private int broken;

    /**
     * Prepares it.
     *
     * @param away for how long a component is taken out, if it is not replaced
     * @param folder that of all runs
     */
    public ComponentSweep(
            ComponentLosses losses, Duration away, Path folder, StopSignal signal, ProgressLine progress) {
        this.losses = losses;
        this.away = away;
        this.folder = folder;
        this.signal = signal;
        this.progress = progress;
    }

    /** Whether a run has left a fault, or none could be carried out. */
    public RunOutcome harness() {
        return harness;
    }

    /** Takes out every component, until all are done, a fault is left, or a user stops it. */
    public Sweep of(String scenario, String environment, long seed, ComponentRun runs, SweepSink sink)
            throws IOException {
        List<SweptComponent> swept = new ArrayList<>();
        Sweep sweep = new Sweep(Sweep.SCHEMA, scenario, environment, seed, swept, losses.kept(), after(0));
        while (swept.size() < losses.taken().size()
                && harness != RunOutcome.DIRTY
                && (swept.isEmpty() || signal.goOn())) {
            swept.add(one(swept.size(), runs));
            sweep = new Sweep(Sweep.SCHEMA, scenario, environment, seed, swept, losses.kept(), after(swept.size()));
            sink.keep(sweep);
        }
        signal.finish();
        if (!swept.isEmpty() && broken == swept.size()) {
            harness = harness.or(RunOutcome.ERROR);
        }
        return sweep;
    }

    private List<String> after(int number) {
        return losses.taken().subList(number, losses.taken().size()).stream()
                .map(ComponentLoss::role)
                .toList();
    }

    private SweptComponent one(int number, ComponentRun runs) throws IOException {
        ComponentLoss loss = losses.taken().get(number);
        String name =
                loss.role() + " (" + (number + 1) + " of " + losses.taken().size() + ")";
        Path run = Files.createDirectory(folder.resolve(loss.id()));
        progress.label(name);
        try {
            Ended ended = runs.in(number, run);
            if (ended.outcome() == RunOutcome.DIRTY) {
                harness = RunOutcome.DIRTY;
            }
            SweptComponent component = SweptComponent.of(loss, away, ended.verdict(), loss.id());
            progress.event(name + ": " + component.grade());
            return component;
        } catch (BadInputException | RunErrorException | IOException failed) {
            return broken(loss, name, String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return broken(loss, name, "stopped");
        }
    }

    /** Those before it are worth their grades all the same. */
    private SweptComponent broken(ComponentLoss loss, String name, String why) {
        broken++;
        progress.event(name + ": " + RunOutcome.ERROR + ": " + why);
        return SweptComponent.unknown(loss, why, loss.id());
    }
}
