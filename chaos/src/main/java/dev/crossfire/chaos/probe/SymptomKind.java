package dev.crossfire.chaos.probe;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How a disruption of unknown effect shows in its targets. */
public enum SymptomKind implements Symptom {
    /** They refuse or do not answer. */
    UNREACHABLE {
        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return Symptom.last(replies) instanceof ProbeReply.Answered;
        }

        @Override
        public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
            ProbeReply last = Symptom.last(replies);
            return last instanceof ProbeReply.Refused || last instanceof ProbeReply.Silent;
        }
    },
    /** They answer, but each of the last few answers took far longer than any before. */
    SLOW {
        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return Symptom.last(replies) instanceof ProbeReply.Answered answer && !isSlow(answer, before);
        }

        @Override
        public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
            return isFewTimes(
                    replies, probeReply -> probeReply instanceof ProbeReply.Answered answer && isSlow(answer, before));
        }
    },
    /** Another server answers in their place. */
    REPLACED {
        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return Symptom.last(replies) instanceof ProbeReply.Answered;
        }

        @Override
        public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
            return Stream.of(Symptom.last(replies))
                    .anyMatch(probeReply -> probeReply instanceof ProbeReply.Answered answer
                            && !answer.serverName().isEmpty()
                            && !before.serverNames().isEmpty()
                            && !before.serverNames().contains(answer.serverName()));
        }
    };

    private static final int FEW = 3;

    /** Whether each of the last few replies shows something; what shows in fewer may be noise. */
    public static boolean isFewTimes(List<ProbeReply> replies, Predicate<ProbeReply> shows) {
        return replies.size() >= FEW
                && replies.subList(replies.size() - FEW, replies.size()).stream()
                        .allMatch(shows);
    }

    /** Whether an answer took far longer than any before. */
    public static boolean isSlow(ProbeReply.Answered answer, ProbeBaseline before) {
        return before.due()
                .map(bound -> answer.roundTrip().compareTo(bound) > 0)
                .orElse(false);
    }
}
