package dev.crossfire.judge.objective;

import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly.AnomalyKind;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveDescription.EvidenceBasis;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.WriteAnomalyText;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares the number of write anomalies of one kind with the most that is acceptable.
 *
 * @param <S> the objective's settings
 */
abstract class WriteAnomalyLimit<S extends WriteAnomalyLimit.AnomalyLimitSettings> implements ObjectiveKind<S> {
    /** When the system's records show nothing; for the documentation. */
    static final String INCONCLUSIVE = "the records could not be read in full, not every acknowledgement was"
            + " recorded, or no write was acknowledged";

    private static final int MOST_SHOWN = 3;

    private final ObjectiveDescription<S> description;
    private final Rule rule;

    WriteAnomalyLimit(ObjectiveDescription<S> description, Rule rule) {
        this.description = description.basedOn(EvidenceBasis.COUNTS);
        this.rule = rule;
    }

    /** Settings with an acceptable number of anomalies. */
    interface AnomalyLimitSettings extends ObjectiveSettings {
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

        /** Refuses a number below 0. */
        static void requireCount(int atMost) {
            if (atMost < 0) {
                throw new IllegalArgumentException("at-most: 0 or more");
            }
        }
    }

    /**
     * What is counted, and how it is reported.
     *
     * @param counted gives the number of anomalies; null when it is unknown
     * @param found how many anomalies, and of how many writes, as {@code %s of %s are absent}
     * @param none the text without anomalies, as {@code all %s are present}
     */
    record Rule(AnomalyKind kind, Function<LedgerFigures, @Nullable Long> counted, String found, String none) {}

    @Override
    public final ObjectiveDescription<S> description() {
        return description;
    }

    @Override
    public final Judgement judge(S settings, RunFacts facts) {
        LedgerFigures ledger = facts.ledger();
        @Nullable Long counted = rule.counted().apply(ledger);
        if (counted == null) {
            return Judgement.unmeasured(uncounted(ledger));
        }
        MeasuredFigure measured = new MeasuredFigure(counted, null, null, "writes");
        long acknowledged = ledger.acknowledged() == null ? 0 : ledger.acknowledged();
        String writes = FigureText.count(acknowledged) + " acknowledged writes";
        String seen = counted == 0
                ? rule.none().replace("%s", writes)
                : rule.found().replaceFirst("%s", FigureText.count(counted)).replace("%s", writes);
        if (counted > settings.atMost()) {
            return new Judgement(measured, Outcome.FAIL, seen + examples(ledger, rule.kind()));
        }
        return unlessDoubted(ledger, measured, seen);
    }

    /** Passes what was counted, unless something may be missing or there was nothing to count. */
    static Judgement unlessDoubted(LedgerFigures ledger, MeasuredFigure measured, String seen) {
        if (ledger.problem() != null) {
            return new Judgement(measured, Outcome.INCONCLUSIVE, seen + ", but " + ledger.problem());
        }
        return ledger.acknowledged() == null || ledger.acknowledged() == 0
                ? new Judgement(measured, Outcome.INCONCLUSIVE, "no write was acknowledged")
                : new Judgement(measured, Outcome.PASS, seen);
    }

    /** Why there is no figure. */
    static String uncounted(LedgerFigures ledger) {
        return ledger.problem() != null
                ? ledger.problem()
                : "the system's records lack what this needs: see 'key' and 'item' under 'ledger'";
    }

    private static String examples(LedgerFigures ledger, AnomalyKind kind) {
        List<String> examples = ledger.examples().stream()
                .filter(anomaly -> anomaly.kind() == kind)
                .limit(MOST_SHOWN)
                .map(WriteAnomalyText::of)
                .toList();
        return examples.isEmpty() ? "" : "; for example " + String.join(", ", examples);
    }
}
