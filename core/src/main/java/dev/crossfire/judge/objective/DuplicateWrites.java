package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly.AnomalyKind;
import dev.crossfire.spi.ObjectiveDescription;
import java.util.Set;

/** No write is in the system's records twice. */
public final class DuplicateWrites extends WriteAnomalyLimit<DuplicateWrites.Settings> {
    public DuplicateWrites() {
        super(
                ObjectiveDescription.of("duplicate-writes", Settings.class)
                        .summary("no acknowledged write is present twice")
                        .measures("rows of the system's records beyond the first under one idempotency key of this run")
                        .inconclusiveWhen(INCONCLUSIVE + ", or the records have no keys")
                        .example("duplicate-writes: { at-most: 0 }"),
                new Rule(
                        AnomalyKind.DUPLICATE,
                        LedgerFigures::duplicate,
                        "rows beyond the first of a write: %s",
                        "none of %s is present more than once"));
    }

    /**
     * The objective's settings.
     *
     * @param atMost how many rows there may be beyond the first of a write
     */
    public record Settings(
            @Describe("the acceptable number of rows beyond the first of a write")
            int atMost) implements AnomalyLimitSettings {
        public Settings {
            AnomalyLimitSettings.requireCount(atMost);
        }

        @Override
        public Set<EvidenceSource> sources() {
            return Set.of(EvidenceSource.WRITES, EvidenceSource.WRITE_KEYS);
        }
    }
}
