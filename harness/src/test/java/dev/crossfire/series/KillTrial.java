package dev.crossfire.series;

import dev.crossfire.model.Plan;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One trial of the kill matrix: a run is started on a lab, treated badly, and what is left is looked for. */
final class KillTrial {
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(60);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(60);
    private static final int DIRTY = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final KillPlan plan;
    private final Path home;
    private final Path folder;
    private final String environment;
    private final LabWatch lab;
    private final Kinds kinds;
    private final List<String> trouble = new ArrayList<>();
    private Optional<Plan> broken = Optional.empty();

    KillTrial(KillPlan plan, Path home, Path folder, String environment, LabWatch lab, Kinds kinds) {
        this.kinds = kinds;
        this.plan = plan;
        this.home = home;
        this.folder = folder;
        this.environment = environment;
        this.lab = lab;
    }

    KillRow run(Path scenario) throws Exception {
        try (Victim victim = Victim.start(home, scenario, environment, folder.resolve("run"))) {
            awaitMoment(victim);
            String last = victim.lastEvent();
            broken = victim.plan(kinds);
            if (!victim.isAlive()) {
                trouble.add("the run had ended by itself, exit code " + victim.exitCode() + ", see " + folder);
            }
            @Nullable Duration clear = treat(victim);
            awaitNobody(victim);
            return new KillRow(plan, last, clear, String.join("; ", trouble));
        }
    }

    private void awaitMoment(Victim victim) throws Exception {
        if (plan.fromStart()) {
            victim.hasEnded(plan.after());
            return;
        }
        Awaitility.await("t = 0")
                .atMost(STARTED_WITHIN)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> victim.zero().isPresent() || !victim.isAlive());
        if (victim.zero().isPresent()) {
            Duration left = Duration.between(
                    Clock.systemUTC().instant(), victim.zero().get().plus(plan.after()));
            victim.hasEnded(left.isNegative() ? Duration.ZERO : left);
        }
    }

    /** Treats it badly; how long until all was gone. */
    private @Nullable Duration treat(Victim victim) throws Exception {
        return switch (plan.variant()) {
            case KILLED -> {
                victim.conductor().destroyForcibly();
                yield awaitClear();
            }
            case ABORTED -> abort(victim);
            case PAUSED -> pause(victim);
            case GUARDIAN_KILLED -> {
                victim.killGuardian();
                victim.conductor().destroyForcibly();
                yield recovered("recover", folder.resolve("run").toString());
            }
            case JOURNAL_DELETED -> {
                victim.killGuardian();
                victim.conductor().destroyForcibly();
                delete(folder.resolve("run"));
                yield recovered("recover", "--env", environment, "--now");
            }
        };
    }

    private @Nullable Duration abort(Victim victim) throws Exception {
        victim.signal("TERM");
        @Nullable Duration clear = awaitClear();
        if (!victim.hasEnded(ENDED_WITHIN)) {
            trouble.add("the asked conductor did not end");
        } else if (victim.exitCode() == DIRTY) {
            trouble.add("the asked conductor could not prove everything gone");
        }
        return clear;
    }

    private @Nullable Duration pause(Victim victim) throws Exception {
        victim.signal("STOP");
        @Nullable Duration clear = awaitClear();
        long before = lab.pauses();
        // Across the moment at which it would have injected, whenever that was.
        victim.hasEnded(KillPlan.DUE.plusSeconds(2));
        victim.signal("CONT");
        if (!victim.hasEnded(ENDED_WITHIN)) {
            trouble.add("the woken conductor did not end");
        }
        if (!lab.left().isEmpty() || lab.pauses() != before || !lab.paused().isEmpty()) {
            trouble.add("the woken conductor broke something: " + lab.left() + lab.paused());
        }
        return clear;
    }

    private @Nullable Duration recovered(String... command) throws Exception {
        long began = System.nanoTime();
        Process recover = Victim.crossfire(home, folder.resolve("recover.txt"), command);
        if (!recover.waitFor(GIVEN_UP_AFTER.toSeconds(), TimeUnit.SECONDS)) {
            recover.destroyForcibly();
            trouble.add("recover did not end");
            return null;
        }
        if (recover.exitValue() != 0) {
            trouble.add("recover ended with " + recover.exitValue());
        }
        return isClear() ? Duration.ofNanos(System.nanoTime() - began) : null;
    }

    private @Nullable Duration awaitClear() {
        long began = System.nanoTime();
        try {
            Awaitility.await("all gone")
                    .atMost(GIVEN_UP_AFTER)
                    .pollInterval(BETWEEN_LOOKS)
                    .until(this::isClear);
            return Duration.ofNanos(System.nanoTime() - began);
        } catch (ConditionTimeoutException left) {
            trouble.add("something is left");
            return null;
        }
    }

    private boolean isClear() throws FaultException, IOException {
        return lab.left().isEmpty()
                && lab.paused().isEmpty()
                && (broken.isEmpty() || lab.unproven(broken.get()).isEmpty());
    }

    private void awaitNobody(Victim victim) {
        try {
            Awaitility.await("no process is left").atMost(ENDED_WITHIN).until(() -> victim.family()
                    .isEmpty());
        } catch (ConditionTimeoutException left) {
            trouble.add("processes are left: "
                    + victim.family().stream().map(ProcessHandle::pid).toList());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
    }
}
