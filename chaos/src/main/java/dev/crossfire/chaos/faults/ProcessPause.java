package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import java.util.List;
import java.util.Map;

/** Makes processes stand still: they are alive, keep their connections, and do nothing. */
public final class ProcessPause extends DisruptionKind<ProcessPause.Settings> {
    /** Nothing is particular to it. */
    public record Settings() implements FaultSettings {}

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
    public String name() {
        return "process-pause";
    }

    @Override
    public String summary() {
        return "pauses processes: alive and connected, but not running";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    protected Capability capability() {
        return Capability.PAUSE;
    }

    @Override
    protected DisruptionSpec disruption(Settings settings) {
        return new DisruptionSpec(Capability.PAUSE, Map.of());
    }

    @Override
    protected Symptom effect(Settings settings) {
        return new Stuck();
    }

    @Override
    public String confirmedBy() {
        return "every target accepts connections and does not answer on them";
    }
}
