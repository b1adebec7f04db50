package dev.crossfire.chaos;

import java.util.List;

/**
 * How a harm shows in what a target answers; pure, and asked anew with every look.
 *
 * <p>Both are told of one target: what came back of late, oldest first, at most {@link #WINDOW} and at least one, and how
 * it answered before. Before the fault is fired the window holds what came back then.
 */
public interface Symptom {
    /** How many echoes are kept for effects that show only in many. */
    int WINDOW = 100;

    /** Whether the target serves as it did before; with {@link ProbeBaseline#UNKNOWN}, as far as that can be said. */
    boolean whole(List<ProbeReply> replies, ProbeBaseline before);

    /** Whether this is the proof that the harm was done; once true for a target, it is not asked again. */
    boolean confirmed(List<ProbeReply> replies, ProbeBaseline before);

    /** The latest echo. */
    static ProbeReply last(List<ProbeReply> replies) {
        return replies.get(replies.size() - 1);
    }
}
