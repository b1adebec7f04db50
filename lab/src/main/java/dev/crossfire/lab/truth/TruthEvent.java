package dev.crossfire.lab.truth;

import java.util.Locale;

/** The kinds of entries in the truth log. */
public enum TruthEvent {
    /** A process was started. */
    STARTED,
    /** A process could not be started. */
    NOT_STARTED,
    /** A part does its work for the first time since its start. */
    READY,
    /** The lab killed a process, on command. */
    KILLED,
    /** The lab requested a process to end, with SIGTERM. */
    TERMINATED,
    /** The lab stopped a process where it is, on command. */
    PAUSED,
    /** A paused process was resumed. */
    RESUMED,
    /** A process has ended, for whatever reason. */
    DIED,
    /** A probe of the writer failed. */
    MISSED,
    /** A probe of the writer succeeded after failures below the threshold. */
    ANSWERED,
    /** The detector declares a server dead. */
    DECLARED_DEAD,
    /** Every process of the old writer is proven to have ended. */
    FENCED,
    /** The reader is the writer now. */
    PROMOTED,
    /** The database endpoint leads to the new writer. */
    REPOINTED,
    /** The writer is restarted in its place. */
    RESTARTED,
    /** The writer goes on without its reader. */
    ALONE,
    /** A new reader is being made. */
    REBUILDING,
    /** A new reader could not be made; it is tried again. */
    NOT_REBUILT,
    /** The reader streams, and commits wait for it if they must. */
    REDUNDANT,
    /** A step of a failover failed; it is tried again. */
    FAILED;

    /** Returns the event's name in the log. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
