package dev.crossfire.chaos.probe;

import java.util.List;

/**
 * How a disruption shows in a target's answers; pure, and evaluated anew with every probe.
 *
 * <p>Both methods get one target: its recent replies, oldest first, at most {@link #WINDOW} and at least one, and its
 * replies before the fault. Before the fault is injected the window contains the replies of that time.
 */
public interface Symptom {
    /** How many replies are kept for effects that show only in many. */
    int WINDOW = 100;

    /**
     * Whether the target serves as it did before; with {@link ProbeBaseline#UNKNOWN}, as far as that can be determined.
     */
    boolean intact(List<ProbeReply> replies, ProbeBaseline before);

    /** Whether this is the proof that the disruption took place; once true for a target, it is not called again. */
    boolean confirmed(List<ProbeReply> replies, ProbeBaseline before);

    /** The latest reply. */
    static ProbeReply last(List<ProbeReply> replies) {
        return replies.get(replies.size() - 1);
    }
}
