package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.EvidenceSource;
import dev.crossfire.model.verdict.WriteAnomaly;
import dev.crossfire.spi.EvidenceBasis;
import dev.crossfire.spi.Judgement;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.RunFacts;
import java.util.Set;

/** Nothing that users did once happened twice. */
public final class DuplicateWrites implements ObjectiveKind<DuplicateWrites.Settings> {
    /**
     * The objective's settings.
     *
     * @param atMost how many rows there may be beyond the first of a write
     */
    public record Settings(
            @Describe("the acceptable number of rows beyond the first of a write")
            int atMost) implements WritesAtMost {
        public Settings {
            if (atMost < 0) {
                throw new IllegalArgumentException("at-most: 0 or more");
            }
        }

        @Override
        public Set<EvidenceSource> sources() {
            return Set.of(EvidenceSource.WRITES, EvidenceSource.WRITE_KEYS);
        }
    }

    @Override
    public String name() {
        return "duplicate-writes";
    }

    @Override
    public String summary() {
        return "no acknowledged write is present twice";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public String measures() {
        return "rows of the system's records beyond the first under one idempotency key of this run";
    }

    @Override
    public String inconclusiveWhen() {
        return WriteLimit.INCONCLUSIVE + ", or the records have no keys";
    }

    @Override
    public String example() {
        return "duplicate-writes: { at-most: 0 }";
    }

    @Override
    public EvidenceBasis basis() {
        return EvidenceBasis.COUNTS;
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        return WriteLimit.judge(
                facts.ledger(),
                facts.ledger().duplicate(),
                settings.atMost(),
                WriteAnomaly.Kind.DUPLICATE,
                "rows beyond the first of a write: %s",
                "none of %s is present more than once");
    }
}
