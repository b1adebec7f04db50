package dev.crossfire.guardian;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.evidence.FileTree;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.Plan;
import dev.crossfire.process.ScratchFolder;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Healing taken over by a guardian: its own journal, the fence, and then the healing. */
final class Takeover {
    private final RunRecord known;
    private final OpenEnvironment open;
    private final Kinds kinds;
    private final TimeSource time;
    private @Nullable Journal journal;

    /**
     * A possible takeover.
     *
     * @param known the run as it was when guarding began; its files may not exist any more when healing begins
     */
    Takeover(RunRecord known, OpenEnvironment open, Kinds kinds, TimeSource time) {
        this.known = known;
        this.open = open;
        this.kinds = kinds;
        this.time = time;
    }

    /** Begins the guardian's own journal. */
    void ready() {
        try {
            journal = new Journal(known.directory().guardianFile());
        } catch (IOException unwritable) {
            unwritten(unwritable);
        }
        note(new JournalEvent.GuardianReady(time.now(), ProcessHandle.current().pid()));
    }

    /** Forbids the conductor to break anything more. */
    void fence(String why) {
        try {
            long epoch = new Fence(known.directory()).raise(time.now(), why);
            note(new JournalEvent.Fenced(time.now(), epoch, why));
        } catch (IOException unwritable) {
            // Without its folder a conductor stops by itself; healing must not wait for a disk.
            unwritten(unwritable);
        }
    }

    /**
     * Heals everything the run may have left.
     *
     * @return whether nothing is left
     */
    boolean heal(Duration atMost) throws InterruptedException {
        @Nullable Plan plan = known.plan();
        boolean isClear = plan == null || new Healing(open, this::note, time, atMost).heal(latest(), plan, kinds);
        try {
            // A conductor deletes it when it ends; one that was killed has not.
            FileTree.delete(known.directory().file(ScratchFolder.OF_GENERATOR));
        } catch (IOException inUse) {
            unwritten(inUse);
        }
        return isClear;
    }

    /** The intents were written after guarding began; without them what carries the run's tag is healed all the same. */
    private RunRecord latest() {
        try {
            return Files.exists(known.directory().journalFile()) ? RunRecord.read(known.directory()) : known;
        } catch (IOException unreadable) {
            unwritten(unreadable);
            return known;
        }
    }

    private void note(JournalEvent event) {
        if (journal != null) {
            try {
                journal.append(event);
            } catch (IOException unwritable) {
                unwritten(unwritable);
            }
        }
    }

    /** This is read only when a person looks for a reason; healing goes on. */
    private static void unwritten(IOException problem) {
        System.err.println("guardian: " + problem);
    }
}
