package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.verdict.WriteAnomaly;
import dev.crossfire.spi.EvidenceBasis;
import dev.crossfire.spi.Judgement;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.RunFacts;

/** Acknowledged writes are in the system's records after the run. */
public final class LostWrites implements ObjectiveKind<LostWrites.Settings> {
    /**
     * The objective's settings.
     *
     * @param atMost how many acknowledged writes may be lost
     */
    public record Settings(
            @Describe("the acceptable number of lost writes")
            int atMost) implements WritesAtMost {
        public Settings {
            if (atMost < 0) {
                throw new IllegalArgumentException("at-most: 0 or more");
            }
        }
    }

    @Override
    public String name() {
        return "lost-writes";
    }

    @Override
    public String summary() {
        return "every acknowledged write is present after the run";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public String measures() {
        return "acknowledged writes that are absent from the system's records after the run";
    }

    @Override
    public String inconclusiveWhen() {
        return WriteLimit.INCONCLUSIVE;
    }

    @Override
    public String example() {
        return "lost-writes: { at-most: 0 }";
    }

    @Override
    public EvidenceBasis basis() {
        return EvidenceBasis.COUNTS;
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        return WriteLimit.judge(
                facts.ledger(),
                facts.ledger().lost(),
                settings.atMost(),
                WriteAnomaly.Kind.LOST,
                "%s of %s are absent",
                "all %s are present");
    }
}
