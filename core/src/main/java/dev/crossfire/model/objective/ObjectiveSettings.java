package dev.crossfire.model.objective;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Marks the record that contains one objective kind's settings, and names what every objective refers to. */
public interface ObjectiveSettings {
    /** The cohort it judges; null when it judges none in particular. */
    default @Nullable String cohort() {
        return null;
    }

    /** The fault it judges; null when it judges none in particular. */
    default @Nullable String fault() {
        return null;
    }

    /** The phase it judges. */
    default PhaseRef phase() {
        return PhaseRef.WHOLE;
    }

    /** The only source by which it can be judged, beside the requests of users. */
    default Set<EvidenceSource> sources() {
        return Set.of();
    }

    /** What its figure is about. */
    default ObjectiveSubject subject() {
        return ObjectiveSubject.FIGURE;
    }

    /** What it requires. */
    ObjectiveTarget target();
}
