package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly.AnomalyKind;
import dev.crossfire.spi.ObjectiveDescription;
import java.util.Set;

/** No item has more writes than it allows. */
public final class OversoldWrites extends WriteAnomalyLimit<OversoldWrites.Settings> {
    public OversoldWrites() {
        super(
                ObjectiveDescription.of("oversold-writes", Settings.class)
                        .summary("no item has more writes than it allows")
                        .measures("writes of one item beyond its capacity, where one of them is of this run")
                        .inconclusiveWhen(INCONCLUSIVE + ", or the records have no items")
                        .example("oversold-writes: { at-most: 0 }"),
                new Rule(
                        AnomalyKind.OVERSOLD,
                        LedgerFigures::oversold,
                        "writes beyond the capacity of their item: %s",
                        "none of %s is beyond the capacity of its item"));
    }

    /**
     * The objective's settings.
     *
     * @param atMost how many writes of an item may exceed its capacity
     */
    public record Settings(
            @Describe("the acceptable number of writes that hold an item beyond its capacity")
            int atMost) implements AnomalyLimitSettings {
        public Settings {
            AnomalyLimitSettings.requireCount(atMost);
        }

        @Override
        public Set<EvidenceSource> sources() {
            return Set.of(EvidenceSource.WRITES, EvidenceSource.WRITE_ITEMS);
        }
    }
}
