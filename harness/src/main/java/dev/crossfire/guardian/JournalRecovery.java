package dev.crossfire.guardian;

import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Heals what a run has left, by its files, from a process that had nothing to do with it. */
public final class JournalRecovery {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final int MOST_RECOVERIES = 1000;

    private final Kinds kinds;
    private final TimeSource time;
    private final Consumer<String> log;

    public JournalRecovery(Kinds kinds, TimeSource time, Consumer<String> log) {
        this.kinds = kinds;
        this.time = time;
        this.log = log;
    }

    /**
     * Forbids the conductor to break anything more, and heals everything.
     *
     * @param source where the run ran
     * @return whether nothing of it is left
     * @throws RunErrorException when the environment cannot be reached
     * @throws IOException when the run's folder cannot be written
     */
    public boolean recover(RunRecord run, Plan plan, EnvironmentSource source)
            throws RunErrorException, IOException, InterruptedException {
        try (Journal journal = journal(run.directory())) {
            fence(run, journal);
            List<IOException> unwritten = new ArrayList<>();
            try (OpenEnvironment open = OpenEnvironment.of(source, kinds)) {
                boolean clear =
                        new Healing(open, event -> note(journal, event, unwritten), time, BOUND).heal(run, plan, kinds);
                for (IOException problem : unwritten) {
                    throw problem;
                }
                return clear;
            }
        }
    }

    /**
     * Writes down that a run's environment has ended with everything in it.
     *
     * @throws IOException when the run's folder cannot be written
     */
    public void recordEnvironmentEnd(RunRecord run, String what) throws IOException {
        try (Journal journal = journal(run.directory())) {
            fence(run, journal);
            journal.append(new JournalEvent.LeftoverCleared(time.now(), what, true, what + " has ended"));
            journal.append(new JournalEvent.AllClear(time.now()));
        }
    }

    private void fence(RunRecord run, Journal journal) throws IOException {
        String why = "'crossfire recover' heals this run";
        long epoch = new Fence(run.directory()).raise(time.now(), why);
        journal.append(new JournalEvent.Fenced(time.now(), epoch, why));
    }

    private Journal journal(RunDirectory directory) throws IOException {
        for (int i = 1; i < MOST_RECOVERIES; i++) {
            try {
                return new Journal(directory.recoveryFile(i));
            } catch (FileAlreadyExistsException taken) {
                // An earlier recovery's, or that of one that runs right now.
            }
        }
        throw new IOException(directory.path() + " was recovered " + MOST_RECOVERIES + " times already");
    }

    /** A full disk must not keep anything from being healed; it is reported when all is done. */
    private void note(Journal journal, JournalEvent event, List<IOException> unwritten) {
        try {
            journal.append(event);
        } catch (IOException unwritable) {
            if (unwritten.isEmpty()) {
                unwritten.add(unwritable);
            }
        }
        if (event instanceof JournalEvent.HealEnded ended) {
            log.accept(ended.fault()
                    + (ended.proven() ? " is cleared: " : " is not verified to be cleared: ")
                    + ended.seen());
        } else if (event instanceof JournalEvent.LeftoverCleared cleared) {
            log.accept((cleared.removed() ? "removed " : "could not remove ") + cleared.what());
        }
    }
}
