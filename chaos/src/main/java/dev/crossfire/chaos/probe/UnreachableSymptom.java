package dev.crossfire.chaos.probe;

import java.util.List;

/** How it shows that a target cannot be reached, although nothing need be wrong with it. */
public enum UnreachableSymptom implements Symptom {
    /** Its clients wait in vain. */
    HANGING {
        @Override
        boolean shows(ProbeReply probeReply) {
            return probeReply instanceof ProbeReply.Silent;
        }
    },
    /** Its clients are turned away. */
    REFUSED {
        @Override
        boolean shows(ProbeReply probeReply) {
            return probeReply instanceof ProbeReply.Refused;
        }
    };

    /** The second goes over a new connection: one that merely was closed while it was idle does not count. */
    private static final int IN_A_ROW = 2;

    abstract boolean shows(ProbeReply probeReply);

    @Override
    public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
        return Symptom.last(replies) instanceof ProbeReply.Answered;
    }

    @Override
    public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
        return replies.size() >= IN_A_ROW
                && replies.subList(replies.size() - IN_A_ROW, replies.size()).stream()
                        .allMatch(this::shows);
    }
}
