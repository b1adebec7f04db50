package dev.crossfire.series;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.FileTree;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One trial of the kill matrix: a run is started on a lab and disturbed, and then its leftovers are sought. */
final class KillTrial {
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(60);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(60);
    private static final int BROKEN = 4;
    private static final int DIRTY = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    /** A query of the whole environment costs it something, and it has healing to do. */
    private static final Duration BETWEEN_SURVEYS = Duration.ofMillis(100);

    private final KillPlan plan;
    private final Path home;
    private final Path folder;
    private final String environment;
    private final LabWatch lab;
    private final Kinds kinds;
    private final Disturbance disturbance;
    private final List<String> problem = new ArrayList<>();
    private final long began = System.nanoTime();
    private Optional<Plan> broken = Optional.empty();
    private String left = "";

    /** What else goes on while a run is treated badly. */
    @FunctionalInterface
    interface Disturbance {
        /** Begins it; it lasts until the lab has been found to be whole. */
        AutoCloseable begin(Victim victim) throws Exception;
    }

    KillTrial(KillPlan plan, Path home, Path folder, String environment, LabWatch lab, Kinds kinds) {
        this(plan, home, folder, environment, lab, kinds, victim -> () -> {});
    }

    KillTrial(
            KillPlan plan,
            Path home,
            Path folder,
            String environment,
            LabWatch lab,
            Kinds kinds,
            Disturbance disturbance) {
        this.kinds = kinds;
        this.disturbance = disturbance;
        this.plan = plan;
        this.home = home;
        this.folder = folder;
        this.environment = environment;
        this.lab = lab;
    }

    KillRow run(Path scenario) throws Exception {
        try (RunPlace place = RunPlace.of(plan.way(), folder);
                Victim victim = Victim.start(home, scenario, environment, plan.number(), place)) {
            awaitMoment(victim);
            String last = victim.lastEvent();
            broken = victim.plan(kinds);
            lookForReasons(victim);
            try (AutoCloseable disturbance = this.disturbance.begin(victim)) {
                Objects.requireNonNull(disturbance);
                return end(victim, last);
            }
        }
    }

    private KillRow end(Victim victim, String last) throws Exception {
        long treated = System.nanoTime();
        @Nullable Duration clear = treat(victim);
        @Nullable Duration free = isFree(victim) ? since(treated) : null;
        staysFree(victim);
        @Nullable Duration whole = isIntactAgain() ? since(treated) : null;
        return new KillRow(plan, last, clear, free, whole, since(began), String.join("; ", problem));
    }

    private void awaitMoment(Victim victim) throws Exception {
        if (plan.fromStart()) {
            victim.hasEnded(plan.after());
            return;
        }
        boolean started = comes(
                "t = 0", STARTED_WITHIN, BETWEEN_LOOKS, () -> victim.zero().isPresent() || !victim.isAlive());
        if (started && victim.zero().isPresent()) {
            Duration ahead = Duration.between(
                    Clock.systemUTC().instant(), victim.zero().get().plus(plan.after()));
            victim.hasEnded(ahead.isNegative() ? Duration.ZERO : ahead);
        }
    }

    /** A trial that ended by itself, or did not fire its fault, shows nothing. */
    private void lookForReasons(Victim victim) throws IOException {
        if (!victim.isAlive()) {
            problem.add("the run had ended by itself, exit code " + victim.exitCode() + ", see " + folder);
        }
        for (JournalEvent event : victim.events()) {
            if (event instanceof JournalEvent.FaultSkipped skipped) {
                problem.add("its fault was skipped: " + skipped.why());
            } else if (event instanceof JournalEvent.FaultFailed failed) {
                problem.add("its fault failed: " + failed.why());
            }
        }
    }

    /** Disturbs it; how long until everything was cleared. */
    private @Nullable Duration treat(Victim victim) throws Exception {
        return switch (plan.way()) {
            case KILLED -> {
                victim.conductor().destroyForcibly();
                yield awaitClear();
            }
            case ABORTED -> abort(victim);
            case ABORTED_UNDER_ATTACK -> abortUnderAttack(victim);
            case GENERATOR_KILLED -> {
                victim.killGenerator();
                @Nullable Duration clear = awaitClear();
                awaitBroken(victim);
                yield clear;
            }
            case PART_KILLED, DATABASES_KILLED -> {
                if (lab.kill(plan.number(), plan.way() == KillWay.DATABASES_KILLED) == 0) {
                    problem.add("the lab has no such process");
                }
                yield abort(victim);
            }
            case DISK_FULL -> {
                new ResourceShortage(victim).fillDisk(folder, plan.number());
                @Nullable Duration clear = awaitClear();
                awaitBroken(victim);
                yield clear;
            }
            case DESCRIPTORS_EXHAUSTED -> {
                new ResourceShortage(victim).exhaustDescriptors();
                yield abort(victim);
            }
            case CLOCK_SET -> {
                ResourceShortage.setClock(folder, plan.number());
                victim.hasEnded(BETWEEN_SURVEYS.multipliedBy(20));
                yield abort(victim);
            }
            case PAUSED -> pause(victim);
            case GUARDIAN_KILLED -> {
                killBoth(victim);
                yield recovered("recover", RunPlace.runIn(plan.way(), folder).toString());
            }
            case JOURNAL_DELETED -> {
                killBoth(victim);
                delete(RunPlace.runIn(plan.way(), folder));
                yield recovered("recover", "--env", environment, "--now");
            }
        };
    }

    private static void killBoth(Victim victim) {
        victim.killGuardian();
        victim.conductor().destroyForcibly();
    }

    private @Nullable Duration abort(Victim victim) throws Exception {
        victim.signal("TERM");
        @Nullable Duration clear = awaitClear();
        if (!victim.hasEnded(ENDED_WITHIN)) {
            problem.add("the asked conductor did not end");
        } else if (victim.exitCode() == DIRTY && !plan.way().mayEndDirty()) {
            problem.add("the asked conductor could not prove everything gone");
        } else if (victim.exitCode() == DIRTY) {
            // It says that something may be left, and what it says to do about it must do.
            return recovered("recover", RunPlace.runIn(plan.way(), folder).toString());
        } else if (victim.exitCode() == 0) {
            problem.add("the asked conductor passed the run");
        }
        return clear;
    }

    /** The observer's own requests are late then; the lab's log is not. */
    private @Nullable Duration abortUnderAttack(Victim victim) throws Exception {
        Instant asked = Clock.systemUTC().instant();
        boolean lost = !lab.dead().isEmpty();
        @Nullable Duration clear = abort(victim);
        if (plan.losesZone() && lost) {
            Optional<Duration> restart = lab.firstStart(asked).map(at -> Duration.between(asked, at));
            if (restart.isEmpty() || restart.get().compareTo(plan.limitOfRestart()) > 0) {
                problem.add("what the zone had was told to start after " + restart + ", not within "
                        + plan.limitOfRestart());
            }
        }
        return clear;
    }

    /** Its conductor ends by itself, and says that the run is none. */
    private void awaitBroken(Victim victim) throws Exception {
        if (!victim.hasEnded(ENDED_WITHIN)) {
            problem.add("the conductor did not end");
        } else if (victim.exitCode() != BROKEN) {
            problem.add("the conductor ended with " + victim.exitCode() + ": " + victim.printed());
        }
        if (victim.printed().contains("\tat ")) {
            problem.add("it printed a stack trace: " + victim.printed());
        }
    }

    private @Nullable Duration pause(Victim victim) throws Exception {
        victim.signal("STOP");
        @Nullable Duration clear = awaitClear();
        long before = lab.harmed();
        // Across the moment at which it would have injected, whenever that was.
        victim.hasEnded(KillScenario.DUE.plusSeconds(2));
        if (!victim.isFenced()) {
            problem.add("no process took healing over from the stopped conductor");
        }
        victim.signal("CONT");
        Set<String> begun = new LinkedHashSet<>();
        boolean ended = comes("its end", ENDED_WITHIN, BETWEEN_SURVEYS, () -> {
            begun.addAll(lab.begun());
            return !victim.isAlive();
        });
        long harm = lab.harmed() - before;
        if (!begun.isEmpty() || harm > 0) {
            problem.add("the resumed conductor did harm: " + begun + ", and to " + harm + " processes");
        }
        if (!ended) {
            problem.add("the resumed conductor did not end");
        } else if (victim.exitCode() != BROKEN && victim.exitCode() != DIRTY) {
            problem.add("the resumed conductor ended with " + victim.exitCode());
        }
        return clear;
    }

    private @Nullable Duration recovered(String... command) throws Exception {
        Process recover = Victim.crossfire(home, folder.resolve("recover.txt"), command);
        @Nullable Duration clear = awaitClear();
        if (!recover.waitFor(GIVEN_UP_AFTER.toSeconds(), TimeUnit.SECONDS)) {
            recover.destroyForcibly();
            problem.add("recover did not end");
        } else if (recover.exitValue() != 0) {
            problem.add("recover ended with " + recover.exitValue());
        }
        return clear;
    }

    private @Nullable Duration awaitClear() {
        long asked = System.nanoTime();
        if (comes("all gone", GIVEN_UP_AFTER, BETWEEN_SURVEYS, this::isClear)) {
            return since(asked);
        }
        problem.add("something is left: " + left);
        return null;
    }

    private boolean isClear() throws FaultException, IOException {
        List<String> all = new ArrayList<>(lab.ofFaults());
        all.addAll(lab.paused());
        if (all.isEmpty() && broken.isPresent()) {
            all.addAll(lab.unproven(broken.get()));
        }
        left = String.join(", ", all);
        return all.isEmpty();
    }

    /** Whether all processes of the run end, and no lock of it is left in the environment. */
    private boolean isFree(Victim victim) throws Exception {
        boolean free = comes(
                "nothing",
                ENDED_WITHIN,
                BETWEEN_SURVEYS,
                () -> victim.family().isEmpty() && lab.left().isEmpty());
        if (!free) {
            problem.add("processes are left: " + victim.family() + ", and " + lab.left());
        }
        return free;
    }

    /**
     * Now that no process is left that could do anything: no file, no fault that came back, and the next run is
     * accepted.
     */
    private void staysFree(Victim victim) throws Exception {
        List<String> files = victim.temporaryFiles();
        if (!files.isEmpty()) {
            problem.add("temporary files are left: " + files);
        }
        if (!isClear()) {
            problem.add("something came back: " + left);
        }
        try {
            lab.admit("after-" + plan.number());
        } catch (RunErrorException refused) {
            problem.add("the next run would be refused: " + refused.getMessage());
        }
    }

    private boolean isIntactAgain() {
        try {
            lab.awaitHealthy();
            return true;
        } catch (ConditionTimeoutException late) {
            problem.add("the lab did not become whole again");
            return false;
        }
    }

    private static boolean comes(String what, Duration within, Duration between, Callable<Boolean> condition) {
        try {
            Awaitility.await(what).atMost(within).pollInterval(between).until(condition);
            return true;
        } catch (ConditionTimeoutException late) {
            return false;
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** The generator, which has just lost its conductor, may still write into it. */
    private static void delete(Path folder) {
        comes("a deleted folder", ENDED_WITHIN, BETWEEN_LOOKS, () -> {
            try {
                FileTree.delete(folder);
                return true;
            } catch (FileSystemException changing) {
                return false;
            }
        });
    }
}
