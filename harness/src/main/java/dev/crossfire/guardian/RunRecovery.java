package dev.crossfire.guardian;

import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.environment.NamedEnvironment;
import dev.crossfire.environment.RunningLabs;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.FileTree;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.MissingPlugin;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.evidence.UnknownSettings;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Plan.UsedPlugin;
import dev.crossfire.process.RelativePath;
import dev.crossfire.process.ScratchFolder;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Recovers one run after the other, each by its own files. */
public final class RunRecovery {
    private final Kinds kinds;
    private final JournalRecovery recovery;
    private final @Nullable String environment;
    private final boolean dryRun;
    private final Consumer<String> log;

    /**
     * A recovery that has not begun.
     *
     * @param environment where the runs ran; null when their journals name it
     */
    public RunRecovery(
            Kinds kinds, TimeSource time, @Nullable String environment, boolean dryRun, Consumer<String> log) {
        this.kinds = kinds;
        this.recovery = new JournalRecovery(kinds, time, log);
        this.environment = environment;
        this.dryRun = dryRun;
        this.log = log;
    }

    /**
     * Recovers one; whether nothing of it is left. A run that cannot be recovered is reported, and does not keep the
     * next one from it.
     */
    public boolean recover(Path folder) throws InterruptedException {
        String name = RelativePath.of(folder);
        try {
            RunRecord run = RunRecord.read(new RunDirectory(folder, UnknownSettings.ofObjectives(kinds)));
            @Nullable Plan plan = run.plan();
            Optional<ProcessHandle> conductor = run.conductor();
            if (conductor.isEmpty() && !dryRun) {
                FileTree.delete(run.directory().file(ScratchFolder.OF_GENERATOR));
            }
            if (plan == null || run.isClear()) {
                return true;
            }
            if (conductor.isPresent() && !ConductorProcess.isStopped(conductor.get())) {
                log.accept(name + ": is under way (process " + conductor.get().pid() + "); to stop it: crossfire abort "
                        + name);
                return true;
            }
            Optional<UsedPlugin> missing = missing(plan);
            if (missing.isPresent()) {
                log.accept(name + ": could not be recovered: its environment is that of "
                        + MissingPlugin.text(missing.get()));
                return false;
            }
            return recover(name, run, plan);
        } catch (IOException | RunErrorException | BadInputException stuck) {
            log.accept(name + ": could not be recovered: " + stuck.getMessage()
                    + "\n    Find its leftovers without it: crossfire recover --env ENV");
            return false;
        }
    }

    /** What has the run's environment and is not loaded; a missing fault is found when the plan is read. */
    private Optional<UsedPlugin> missing(Plan plan) {
        return plan.plugins().stream()
                .filter(plugin -> plugin.providers().stream()
                        .anyMatch(kind -> kinds.provider(kind).isEmpty()))
                .findFirst();
    }

    private boolean recover(String name, RunRecord run, Plan plan)
            throws IOException, RunErrorException, BadInputException, InterruptedException {
        String where = environment != null
                ? environment
                : run.opened().map(JournalEvent.EnvironmentOpened::reference).orElse(plan.environment());
        if (dryRun) {
            log.accept(name + ": would heal " + faults(run) + " and remove what carries the tag of run " + plan.run()
                    + " in " + where);
            return false;
        }
        log.accept(name + ": healing " + faults(run) + " in " + where);
        if (where.startsWith(EnvironmentSource.OWN_LAB)) {
            return endLab(name, run, Long.parseLong(where.substring(EnvironmentSource.OWN_LAB.length())));
        }
        if (isEndedLab(where)) {
            recovery.recordEnvironmentEnd(run, where);
            return true;
        }
        NamedEnvironment there = NamedEnvironment.read(where, kinds)
                .orElseThrow(
                        () -> new BadInputException(List.of("environment lab is invalid; expected one that exists")));
        if (!there.problems().isEmpty()) {
            throw BadInputException.of(there.problems());
        }
        return recovery.recover(run, plan, there.source());
    }

    /** A run's own lab is of no use without the run. */
    private boolean endLab(String name, RunRecord run, long pid) throws IOException, InterruptedException {
        if (!RunningLabs.end(pid)) {
            log.accept(name + ": its lab, process " + pid + ", does not end; try kill -9 " + pid);
            return false;
        }
        recovery.recordEnvironmentEnd(run, "the run's own lab, process " + pid + ",");
        return true;
    }

    private static boolean isEndedLab(String where) throws IOException {
        return where.startsWith(EnvironmentSource.LAB)
                && RunningLabs.ofUser()
                        .find(where.substring(EnvironmentSource.LAB.length()))
                        .isEmpty();
    }

    private static String faults(RunRecord run) {
        List<PlannedFault> intended = run.intended();
        return intended.isEmpty()
                ? "no fault, for none was injected,"
                : intended.stream()
                        .map(fault -> fault.spec().id() + " (" + fault.spec().kind() + " of "
                                + fault.spec().role() + ")")
                        .collect(Collectors.joining(", "));
    }
}
