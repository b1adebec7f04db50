package dev.crossfire.judge;

import dev.crossfire.judge.recovery.Bracket;
import dev.crossfire.judge.recovery.SmallestHarm;
import dev.crossfire.model.Verdict.Recovery;
import dev.crossfire.model.Verdict.RecoveryState;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Puts what a fault did to a cohort into figures, counted from the fault's effect, and into a sentence. */
final class RecoveryWords {
    private static final double TENTH = 0.1;
    private static final double MILLIS_A_SECOND = 1000;

    private final ImpactTally tally;
    private final Finding finding;
    private final FaultMoments fault;

    private RecoveryWords(ImpactTally tally) {
        this.tally = tally;
        finding = tally.finding();
        fault = finding.fault();
    }

    static Recovery of(ImpactTally tally) {
        return new RecoveryWords(tally).recovery();
    }

    private Recovery recovery() {
        @Nullable Trouble trouble = finding.trouble();
        boolean attributed = trouble != null && finding.state() != RecoveryState.NOT_WELL_BEFORE;
        @Nullable Bracket end = attributed && trouble != null ? trouble.end() : null;
        @Nullable Bracket onset = attributed && trouble != null ? trouble.onset() : null;
        boolean ended = end != null && finding.ended();
        return new Recovery(
                fault.id(),
                finding.cohort(),
                finding.state(),
                onset == null ? null : since(onset.bestMicros(), fault.effectiveBest()),
                ended && end != null ? since(end.bestMicros(), fault.effectiveBest()) : null,
                end == null ? null : since(Math.min(end.lowMicros(), finding.seenUntil()), fault.effectiveHigh()),
                ended && end != null ? since(end.highMicros(), fault.effectiveLow()) : null,
                ended && end != null && fault.commanded() != null
                        ? since(end.bestMicros(), Micros.of(fault.commanded()))
                        : null,
                finding.relapses(),
                tally.bad(),
                tally.errors(),
                tally.firstSuccess() == Micros.NEVER ? null : since(tally.firstSuccess(), fault.effectiveBest()),
                smallest(1),
                tally.victims(),
                ReturnWords.of(finding, holdMicros()),
                why(trouble));
    }

    /** Seconds from one moment to another, to the millisecond; what seems to lie before its cause lies at it. */
    private static double since(long moment, long from) {
        return Math.max(0, Math.round(Micros.seconds(moment - from) * MILLIS_A_SECOND) / MILLIS_A_SECOND);
    }

    private @Nullable Double smallest(double severity) {
        OptionalDouble seconds = SmallestHarm.seconds(tally.goodness().tolerance(), tally.rate(), severity);
        return seconds.isEmpty() ? null : Math.ceil(seconds.getAsDouble() * MILLIS_A_SECOND) / MILLIS_A_SECOND;
    }

    private String why(@Nullable Trouble trouble) {
        String told =
                switch (finding.state()) {
                    case NO_IMPACT ->
                        "no measurable impact" + (finding.returnHarm().isEmpty() ? "" : " while it lasted") + visible();
                    case NOT_WELL_BEFORE ->
                        "already unwell in the " + hold() + " before " + fault.id()
                                + " took effect, so what it did cannot be told apart";
                    case CENSORED -> censored(trouble);
                    case METASTABLE ->
                        "still unwell " + Micros.brief(Attribution.METASTABLE_HOLDS * holdMicros()) + " after "
                                + fault.id() + " was gone and the load was back at its base";
                    case CONFOUNDED ->
                        ended(trouble) + "; " + fault.id() + " cannot be told apart from "
                                + String.join(", ", finding.causes()) + " within " + hold();
                    case RECOVERED -> ended(trouble);
                };
        return told + relapses() + returned();
    }

    private String ended(@Nullable Trouble trouble) {
        if (trouble == null) {
            return "no measurable impact";
        }
        if (!finding.ended()) {
            return "not yet seen well for " + hold() + " when the evidence ended";
        }
        Bracket end = trouble.end();
        String named = trouble.shared() ? ", '" + trouble.name() + "' last" : "";
        return "well again " + Micros.words(Math.max(0, end.bestMicros() - fault.effectiveBest())) + " after "
                + fault.id() + " took effect (between "
                + Micros.words(Math.max(0, end.lowMicros() - fault.effectiveHigh())) + " and "
                + Micros.words(end.highMicros() - fault.effectiveLow()) + ")" + named;
    }

    private String censored(@Nullable Trouble trouble) {
        String length = Micros.words(finding.seenUntil() - fault.effectiveBest());
        if (trouble == null) {
            return "the evidence ends " + length + " after " + fault.id()
                    + " took effect, too soon to tell whether it did harm";
        }
        if (finding.laterFault() != null) {
            return "still unwell when " + finding.laterFault() + " came, " + length + " after " + fault.id()
                    + " took effect; the whole trouble was last seen "
                    + Micros.words(trouble.end().bestMicros() - fault.effectiveBest()) + " after it";
        }
        return "unwell for at least " + Micros.words(Math.max(0, trouble.end().lowMicros() - fault.effectiveHigh()))
                + "; the evidence ends " + length + " after " + fault.id() + " took effect, before " + hold()
                + " of being well could be seen";
    }

    private String visible() {
        @Nullable Double total = smallest(1);
        @Nullable Double tenth = smallest(TENTH);
        if (total == null) {
            return ", but there were too few requests to show any";
        }
        return "; all requests failing for " + total + " s would have shown"
                + (tenth == null ? "" : ", and so would one in ten failing for " + tenth + " s");
    }

    private String relapses() {
        int count = finding.relapses();
        return count == 0 ? "" : "; unwell again " + count + (count == 1 ? " time" : " times") + " later";
    }

    private String returned() {
        List<Trouble> harm = finding.returnHarm();
        if (harm.isEmpty()) {
            return "";
        }
        Trouble first = harm.get(0);
        return "; unwell for " + Micros.words(ReturnWords.length(first))
                + " after it was gone, which is not counted as recovery";
    }

    private long holdMicros() {
        return tally.goodness().tolerance().holdMicros();
    }

    private String hold() {
        return Micros.brief(holdMicros());
    }
}
