package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FaultDescription;
import java.util.List;

/** A fault that uses up a resource of its targets. */
abstract class ResourceStress<S extends ResourceStress.StressSettings> extends DisruptionKind<S> {
    /** Others use the resource too: at least so much of the share shows. */
    private static final double EXPECTED = 0.25;

    /** How much of the resource is used up. */
    interface StressSettings extends FaultSettings {
        /** The share, in whole percent, of which the rest is left. */
        Ratio load();
    }

    private final String gauge;

    /**
     * A kind that is described so.
     *
     * @param gauge the resource, as targets report its use
     */
    ResourceStress(FaultDescription<S> description, String gauge) {
        super(description);
        this.gauge = gauge;
    }

    @Override
    protected final Symptom effect(S settings) {
        return new ResourceShortageSymptom(gauge, ActionValues.wholePercent(settings.load()) / 100.0 * EXPECTED);
    }

    /**
     * A target that lacks a resource because a disruption uses it up: it reports a higher use, or it answers far slower
     * than before where it reports none, or it does not answer at all.
     *
     * @param gauge the resource, by the target's own name
     * @param rise by how much more of it must be in use, as a share of the total
     */
    private record ResourceShortageSymptom(String gauge, double rise) implements Symptom {
        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return isHealthy(Symptom.last(replies), before);
        }

        /** Its own report is enough; slow or missing answers must show a few times, because once is noise. */
        @Override
        public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
            return (Symptom.last(replies) instanceof ProbeReply.Answered answer
                            && showsSymptom(answer, before)
                            && isStarved(answer, before))
                    || SymptomKind.isFewTimes(replies, probeReply -> !isHealthy(probeReply, before));
        }

        private boolean isHealthy(ProbeReply probeReply, ProbeBaseline before) {
            return probeReply instanceof ProbeReply.Answered answer && !isStarved(answer, before);
        }

        private boolean showsSymptom(ProbeReply.Answered answer, ProbeBaseline before) {
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
}
