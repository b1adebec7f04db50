package dev.crossfire.chaos.probe;

import java.util.List;

/** How a target that cannot be reached appears to its clients, whether or not it works itself. */
public enum UnreachableSymptom implements Symptom {
    /** Its clients get no answer. */
    HANGING {
        @Override
        boolean shows(ProbeReply probeReply) {
            return probeReply instanceof ProbeReply.Silent;
        }
    },
    /** Its clients get a refusal or a reset. */
    REFUSED {
        @Override
        boolean shows(ProbeReply probeReply) {
            return probeReply instanceof ProbeReply.Refused;
        }
    };

    /** The second probe uses a new connection: a connection that was closed because it was idle does not count. */
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
