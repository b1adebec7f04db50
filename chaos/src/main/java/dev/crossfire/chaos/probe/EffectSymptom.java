package dev.crossfire.chaos.probe;

import java.util.List;

/** The effect as a check of the target itself reports it, and not as the target's answers show it. */
public enum EffectSymptom implements Symptom {
    /** It lasts until the fault is over. */
    LASTING {
        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return Symptom.last(replies) instanceof ProbeReply.EffectChecked checked && !checked.present();
        }
    },
    /** It stays after the fault is over, as a new primary does. */
    PERMANENT {
        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return Symptom.last(replies) instanceof ProbeReply.EffectChecked checked && checked.serves();
        }
    };

    @Override
    public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
        return Symptom.last(replies) instanceof ProbeReply.EffectChecked checked && checked.present();
    }
}
