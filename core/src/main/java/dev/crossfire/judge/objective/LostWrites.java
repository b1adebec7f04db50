package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly.AnomalyKind;
import dev.crossfire.spi.ObjectiveDescription;

/** Acknowledged writes are in the system's records after the run. */
public final class LostWrites extends WriteAnomalyLimit<LostWrites.Settings> {
    public LostWrites() {
        super(
                ObjectiveDescription.of("lost-writes", Settings.class)
                        .summary("every acknowledged write is present after the run")
                        .measures("acknowledged writes that are absent from the system's records after the run")
                        .inconclusiveWhen(INCONCLUSIVE)
                        .example("lost-writes: { at-most: 0 }"),
                new Rule(AnomalyKind.LOST, LedgerFigures::lost, "%s of %s are absent", "all %s are present"));
    }

    /**
     * The objective's settings.
     *
     * @param atMost how many acknowledged writes may be lost
     */
    public record Settings(
            @Describe("the acceptable number of lost writes")
            int atMost) implements AnomalyLimitSettings {
        public Settings {
            AnomalyLimitSettings.requireCount(atMost);
        }
    }
}
