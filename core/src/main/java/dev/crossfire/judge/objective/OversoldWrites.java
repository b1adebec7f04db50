package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.EvidenceSource;
import dev.crossfire.model.verdict.WriteAnomaly;
import dev.crossfire.spi.EvidenceBasis;
import dev.crossfire.spi.Judgement;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.RunFacts;
import java.util.Set;

/** Nothing was sold more often than it exists. */
public final class OversoldWrites implements ObjectiveKind<OversoldWrites.Settings> {
    /**
     * The objective's settings.
     *
     * @param atMost how many writes of an item may exceed its capacity
     */
    public record Settings(
            @Describe("the acceptable number of writes that hold an item beyond its capacity")
            int atMost) implements WritesAtMost {
        public Settings {
            if (atMost < 0) {
                throw new IllegalArgumentException("at-most: 0 or more");
            }
        }

        @Override
        public Set<EvidenceSource> sources() {
            return Set.of(EvidenceSource.WRITES, EvidenceSource.WRITE_ITEMS);
        }
    }

    @Override
    public String name() {
        return "oversold-writes";
    }

    @Override
    public String summary() {
        return "no item has more writes than it allows";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public String measures() {
        return "writes of one item beyond its capacity, where one of them is of this run";
    }

    @Override
    public String inconclusiveWhen() {
        return WriteLimit.INCONCLUSIVE + ", or the records have no items";
    }

    @Override
    public String example() {
        return "oversold-writes: { at-most: 0 }";
    }

    @Override
    public EvidenceBasis basis() {
        return EvidenceBasis.COUNTS;
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        return WriteLimit.judge(
                facts.ledger(),
                facts.ledger().oversold(),
                settings.atMost(),
                WriteAnomaly.Kind.OVERSOLD,
                "writes beyond the capacity of their item: %s",
                "none of %s is beyond the capacity of its item");
    }
}
