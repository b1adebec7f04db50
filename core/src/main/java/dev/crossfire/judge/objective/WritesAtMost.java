package dev.crossfire.judge.objective;

import dev.crossfire.model.objective.EvidenceSource;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import java.util.Set;

/** A number of harmed writes that can be borne. */
interface WritesAtMost extends ObjectiveSettings {
    /** The number. */
    int atMost();

    @Override
    default Set<EvidenceSource> sources() {
        return Set.of(EvidenceSource.WRITES);
    }

    @Override
    default ObjectiveTarget target() {
        return ObjectiveTarget.atMost(atMost(), "writes");
    }
}
