package dev.crossfire.model.verdict;

import java.util.List;

/**
 * Whether the evidence of a run is as the run wrote it.
 *
 * @param ended whether the run wrote its manifest, which it does last; without it, evidence may be missing unnoticed
 * @param damage every place that is not as the run wrote it
 */
public record EvidenceFigures(boolean ended, List<EvidenceDamage> damage) {
    /** Evidence that is as it was written. */
    public static final EvidenceFigures WHOLE = new EvidenceFigures(true, List.of());

    public EvidenceFigures {
        damage = List.copyOf(damage);
    }
}
