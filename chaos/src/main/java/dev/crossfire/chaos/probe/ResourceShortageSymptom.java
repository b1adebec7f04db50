package dev.crossfire.chaos.probe;

import java.util.List;

/**
 * A target that lacks a resource because a disruption uses it up: it reports a higher use, or it answers far slower
 * than before where it reports none, or it does not answer at all.
 *
 * @param gauge the resource, by the target's own name
 * @param rise by how much more of it must be in use, as a share of the total
 */
public record ResourceShortageSymptom(String gauge, double rise) implements Symptom {
    @Override
    public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
        return isHealthy(Symptom.last(replies), before);
    }

    /** Its own report is enough; slow or missing answers must show a few times, because once is noise. */
    @Override
    public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
        return (Symptom.last(replies) instanceof ProbeReply.Answered answer
                        && tells(answer, before)
                        && isStarved(answer, before))
                || SymptomKind.isFewTimes(replies, probeReply -> !isHealthy(probeReply, before));
    }

    private boolean isHealthy(ProbeReply probeReply, ProbeBaseline before) {
        return probeReply instanceof ProbeReply.Answered answer && !isStarved(answer, before);
    }

    private boolean tells(ProbeReply.Answered answer, ProbeBaseline before) {
        return before.gauges().containsKey(gauge) && answer.gauges().containsKey(gauge);
    }

    /** A process without a baseline cannot decide what is much: an answer is enough for it. */
    private boolean isStarved(ProbeReply.Answered answer, ProbeBaseline before) {
        Double usual = before.gauges().get(gauge);
        Double share = answer.gauges().get(gauge);
        if (usual == null || share == null) {
            return SymptomKind.isSlow(answer, before);
        }
        return share >= usual + rise;
    }
}
