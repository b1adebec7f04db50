package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.List;
import java.util.Set;

/** Pauses processes: they are alive, keep their connections, and do nothing. */
public final class ProcessPause extends DisruptionKind<ProcessPause.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "process-pause",
            "pauses processes: alive and connected, but not running",
            Settings.class,
            Set.of(Capability.PAUSE),
            DurationRule.REQUIRED,
            null,
            "every target accepts connections and does not answer on them",
            UNDONE_AFTER_DURATION);

    /** Nothing is particular to it. */
    public record Settings() implements FaultSettings {}

    public ProcessPause() {
        super(DESCRIPTION);
    }

    /** A paused process neither answers nor refuses. */
    private static final class Stuck implements Symptom {
        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return Symptom.last(replies) instanceof ProbeReply.Answered;
        }

        @Override
        public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
            return Symptom.last(replies) instanceof ProbeReply.Silent;
        }
    }

    @Override
    protected Symptom effect(Settings settings) {
        return new Stuck();
    }
}
